package dateline.query.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.document.Document;
import dateline.query.document.Site;
import dateline.query.export.NewsArticle;
import dateline.query.page.Pages.Changed;
import dateline.query.page.Pages.EntityGroup;
import dateline.query.page.Pages.Link;
import dateline.query.page.Pages.Quote;
import dateline.query.page.Pages.Revision;
import dateline.query.page.Pages.Templates;
import dateline.query.page.Pages.TopicLine;
import dateline.query.page.Pages.View;
import dateline.query.problem.ProblemException;
import dateline.query.release.Releases;
import io.quarkus.qute.RawString;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page of a release, and what its revisions changed. */
@Path("/view/{id}")
@Produces(MediaType.TEXT_HTML)
@Blocking
class ReleasePage {

    // In this order; what else the annotations name (dates, sums) is no one to follow.
    private static final Map<String, String> TYPES = types();

    private final Releases releases;
    private final Site site;

    ReleasePage(Releases releases, Site site) {
        this.releases = releases;
        this.site = site;
    }

    @GET
    @Operation(hidden = true)
    public Response view(@PathParam("id") String id, @Context UriInfo uri) {
        try {
            ObjectNode release = releases.release(id, true);
            return Pages.html(200, Templates.release(view(release, site.base(uri) + "view/" + id)));
        } catch (ProblemException e) {
            return Pages.html(e.problem().status(), Templates.refused(e.problem()));
        }
    }

    @GET
    @Path("changes/{revision: [0-9]{1,9}}")
    @Operation(hidden = true)
    public Response changes(@PathParam("id") String id, @PathParam("revision") int revision) {
        try {
            JsonNode after = releases.revision(id, revision);
            JsonNode before = releases.revision(id, revision - 1);
            return Pages.html(
                    200,
                    Templates.changes(new Changed(
                            title(after),
                            "/view/" + id,
                            revision - 1,
                            revision,
                            new RawString(TextChanges.html(title(before), title(after))),
                            new RawString(TextChanges.html(
                                    before.path("text").asText(),
                                    after.path("text").asText())))));
        } catch (ProblemException e) {
            return Pages.html(e.problem().status(), Templates.refused(e.problem()));
        }
    }

    private static View view(ObjectNode release, String address) {
        JsonNode annotations = release.path("annotations");
        String id = release.path("id").asText();
        String published =
                textOr(release.path("published"), release.path("received").asText());
        Instant time = OffsetDateTime.parse(published).toInstant();
        int[] points = release.path("text").asText().codePoints().toArray();
        String group = textOr(annotations.path("duplicates").path("group"), null);
        return new View(
                title(release),
                Html.link(textOr(release.path("url"), null)),
                release.path("source").path("name").asText(),
                PageUrl.of("source", release.path("source").path("id").asText()).at("/"),
                Pages.time(time),
                published,
                textOr(annotations.path("language").path("code"), "und"),
                release.path("change").asText().equals("withdrawn"),
                new RawString(MarkedText.html(release)),
                topics(annotations, points, "about"),
                topics(annotations, points, "mentions"),
                entities(annotations),
                quotes(annotations, points),
                revisions(release),
                group == null ? null : PageUrl.of("group", group).at("/"),
                "/releases/" + id + "?withdrawn=include",
                new RawString(Html.inScript(
                        NewsArticle.of(new Document(release, time), address).toString())));
    }

    private static List<TopicLine> topics(JsonNode annotations, int[] points, String rel) {
        List<TopicLine> lines = new ArrayList<>();
        for (JsonNode topic : annotations.path("topics")) {
            if (topic.path("rel").asText().equals(rel)) {
                Set<String> words = new LinkedHashSet<>();
                for (JsonNode evidence : topic.path("evidence")) {
                    words.add(cut(points, evidence));
                }
                lines.add(new TopicLine(
                        topic.path("label").asText(),
                        PageUrl.of("topic", topic.path("uri").asText()).at("/"),
                        (int) Math.round(topic.path("confidence").asDouble() * 100),
                        String.join(", ", words)));
            }
        }
        return lines;
    }

    private static List<EntityGroup> entities(JsonNode annotations) {
        List<EntityGroup> groups = new ArrayList<>();
        TYPES.forEach((type, heading) -> {
            List<Link> links = new ArrayList<>();
            for (JsonNode entity : annotations.path("entities")) {
                if (entity.path("type").asText().equals(type)) {
                    links.add(new Link(
                            entity.path("name").asText(),
                            entity(entity.path("id").asText())));
                }
            }
            if (!links.isEmpty()) {
                groups.add(new EntityGroup(type, heading, links));
            }
        });
        return groups;
    }

    private static List<Quote> quotes(JsonNode annotations, int[] points) {
        List<Quote> quotes = new ArrayList<>();
        for (JsonNode quotation : annotations.path("quotations")) {
            String speaker = textOr(quotation.path("speaker"), null);
            quotes.add(new Quote(
                    cut(points, quotation),
                    textOr(quotation.path("speakerText"), "unnamed"),
                    speaker == null ? null : entity(speaker),
                    quotation.path("kind").asText()));
        }
        return quotes;
    }

    private static List<Revision> revisions(ObjectNode release) {
        String id = release.path("id").asText();
        List<Revision> revisions = new ArrayList<>();
        int before = 0;
        for (JsonNode revision : release.path("revisions")) {
            int number = revision.path("revision").asInt();
            revisions.add(new Revision(
                    number,
                    revision.path("change").asText(),
                    Pages.time(OffsetDateTime.parse(revision.path("received").asText())
                            .toInstant()),
                    revision.path("self").asText(),
                    before > 0 && before == number - 1 ? "/view/" + id + "/changes/" + number : null));
            before = number;
        }
        return revisions;
    }

    static String entity(String id) {
        return PageUrl.of("entity", id).at("/");
    }

    private static String title(JsonNode release) {
        String title = release.path("title").asText();
        return title.isBlank() ? "Untitled" : title;
    }

    private static String cut(int[] points, JsonNode span) {
        int start = Math.max(0, Math.min(span.path("start").asInt(), points.length));
        int end = Math.max(start, Math.min(span.path("end").asInt(), points.length));
        return new String(points, start, end - start);
    }

    private static String textOr(JsonNode node, String otherwise) {
        return node.isTextual() ? node.textValue() : otherwise;
    }

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("person", "People");
        types.put("organisation", "Organisations");
        types.put("place", "Places");
        types.put("event", "Events");
        types.put("law", "Laws");
        types.put("work", "Works");
        types.put("group", "Groups");
        return types;
    }
}
