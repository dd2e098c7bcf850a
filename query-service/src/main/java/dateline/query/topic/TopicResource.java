package dateline.query.topic;

import dateline.query.answer.Answers;
import dateline.query.problem.Problem;
import dateline.query.problem.ProblemException;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
import dateline.query.search.Searcher;
import dateline.query.search.TopicCounts;
import dateline.query.text.TopicTree;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Topics over HTTP. */
@Path("/topics")
@Tag(name = "Topics")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class TopicResource {

    private static final int LIMIT = 20;
    private static final int MAX_LENGTH = 200;

    /**
     * The tree.
     *
     * @param counted how many of the newest matches were counted
     * @param complete whether these are all matches
     * @param topics the topmost topics, or the one that was asked for
     */
    @Schema(name = "TopicTree", description = "The media topics, with how many of the newest matches have each.")
    record Tree(int counted, boolean complete, List<Node> topics) {}

    /**
     * A topic in the tree.
     *
     * @param code the last part of its URI
     * @param label in English
     * @param count how many releases have it or a topic below it
     * @param own how many have the topic itself
     * @param topics those right below it
     */
    @Schema(name = "TopicNode", description = "A topic: count includes the topics below it, own does not.")
    record Node(
            String code,
            String label,
            int count,
            int own,

            @Schema(type = SchemaType.ARRAY, implementation = Object.class, description = "The topics right below it.")
            List<Node> topics) {}

    private final Searcher searcher;
    private final SearchConfig config;
    private final TopicTree tree;
    private final TopicSuggestions suggestions;
    private final Answers answers;

    TopicResource(Searcher searcher, SearchConfig config, TopicTree tree, Answers answers) {
        this.searcher = searcher;
        this.config = config;
        this.tree = tree;
        this.suggestions = new TopicSuggestions(tree);
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "getTopics",
            summary = "The tree of topics with counts",
            description =
                    "Takes the parameters of the search, of whose newest matches it counts as many as the facets do.")
    @APIResponse(
            responseCode = "200",
            description = "The tree.",
            content = @Content(schema = @Schema(implementation = Tree.class)))
    @APIResponse(responseCode = "304", description = "It is the one that If-None-Match names.")
    @APIResponse(
            responseCode = "400",
            description = "A parameter is unknown or has a value that cannot be used; field names it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @Parameter(
            name = "under",
            in = ParameterIn.QUERY,
            description = "The topic to begin with: a URI, a code or an English label. Without it, all.",
            example = "medtop:11000000")
    @Parameter(
            name = "empty",
            in = ParameterIn.QUERY,
            description = "Whether topics that no counted release has are shown.",
            schema =
                    @Schema(
                            enumeration = {"include", "omit"},
                            defaultValue = "include"))
    public Response topics(@Parameter(hidden = true) @Context UriInfo uri, @Context Request request) {
        Map<String, List<String>> parameters = new HashMap<>(uri.getQueryParameters());
        List<String> roots = roots(single(parameters.remove("under"), "under"));
        String empty = single(parameters.remove("empty"), "empty");
        if (!List.of("", "include", "omit").contains(empty)) {
            throw ProblemException.badParameter("empty", "Must be include or omit.");
        }
        TopicCounts counts = searcher.topics(SearchRequest.of(parameters, config));
        return answers.answer(
                        request,
                        new Tree(counts.counted(), counts.complete(), nodes(roots, counts, empty.equals("omit"))))
                .build();
    }

    @GET
    @Path("/suggestions")
    @Operation(operationId = "findTopics", summary = "Topics by their label while it is typed, at most 20")
    @APIResponse(
            responseCode = "200",
            description = "Those whose label begins so first, then those that have such a word, then similar ones.",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = TopicSuggestions.Suggestion.class)))
    @APIResponse(
            responseCode = "400",
            description = "q is missing or too long.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response suggestions(
            @Parameter(description = "A label or its beginning; case and accents do not count.", example = "diplo")
                    @QueryParam("q")
                    @DefaultValue("")
                    String q,
            @Context Request request) {
        if (q.isBlank() || q.length() > MAX_LENGTH) {
            throw ProblemException.badParameter("q", "Must have 1 to " + MAX_LENGTH + " characters.");
        }
        return answers.answer(request, suggestions.of(q, LIMIT)).build();
    }

    private List<String> roots(String value) {
        if (value.isEmpty()) {
            return tree.under("");
        }
        List<String> codes = tree.codes(value).stream()
                .filter(code -> tree.labels().containsKey(code))
                .toList();
        if (codes.isEmpty()) {
            throw ProblemException.badParameter("under", "There is no such topic.");
        }
        return codes;
    }

    private List<Node> nodes(List<String> codes, TopicCounts counts, boolean omit) {
        return codes.stream()
                .filter(code -> !omit || counts.subtree().containsKey(code))
                .map(code -> new Node(
                        code,
                        tree.labels().get(code),
                        counts.subtree().getOrDefault(code, 0),
                        counts.own().getOrDefault(code, 0),
                        nodes(tree.under(code), counts, omit)))
                .toList();
    }

    private static String single(List<String> values, String name) {
        if (values != null && values.size() > 1) {
            throw ProblemException.badParameter(name, "May be given once.");
        }
        return values == null ? "" : values.get(0);
    }
}
