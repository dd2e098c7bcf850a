package dateline.query.page;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.query.problem.Problem;
import dateline.query.search.SearchResult;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Locale;

/** The templates and what they show. */
final class Pages {

    private Pages() {}

    /** A filter that is set: what it says, and the URL of the search without it. */
    record Chip(String label, String without) {}

    /** A topic of a hit with the URL of the search for it. */
    record Link(String label, String href) {}

    /** A release in the list. */
    record Row(
            String href,
            RawString title,
            RawString snippet,
            String source,
            String sourceHref,
            String time,
            String published,
            List<Link> topics,
            List<Link> entities) {}

    /** The list. */
    record Results(String total, List<Row> rows, String next) {
        static String total(SearchResult result) {
            String count = String.format(Locale.ROOT, "%,d", result.total());
            String noun = result.total() == 1 ? " release" : " releases";
            return (result.relation().equals("gte") ? "More than " : "") + count + noun;
        }
    }

    /** One release. */
    record View(
            String title,
            String url,
            String source,
            String time,
            String published,
            boolean withdrawn,
            RawString text,
            List<Link> topics,
            List<Link> entities,
            List<Quote> quotes,
            List<Revision> revisions,
            String json) {}

    /** Who is quoted with what. */
    record Quote(String text, String speaker) {}

    /** A revision and where it is to be had. */
    record Revision(int number, String change, String received, String href) {}

    /** The templates, in {@code templates/}. */
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance search(
                String q, List<Chip> chips, List<Hidden> hidden, Results results, Problem problem);

        static native TemplateInstance release(View release);

        static native TemplateInstance refused(Problem problem);
    }

    /** A filter that the search form carries along. */
    record Hidden(String name, String value) {}

    static String textOr(JsonNode node, String otherwise) {
        return node.isTextual() ? node.textValue() : otherwise;
    }
}
