package dateline.query.page;

import dateline.query.problem.Problem;
import dateline.query.search.SearchResult;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The templates and what they show. */
final class Pages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    // Nothing but this service's own style sheet, script and pictures; a release's text can bring nothing along.
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private Pages() {}

    /** A filter that is set: what it says, and the URL of the search without it. */
    record Chip(String label, String without) {}

    /** A word with the URL of the search for it. */
    record Link(String label, String href) {}

    /** A filter that the search form carries along. */
    record Hidden(String name, String value) {}

    /** The values that matches have, of one kind. */
    record Box(String name, List<Value> values) {}

    /** A value and how many of the matches have it; {@code set} when the search is narrowed to it. */
    record Value(String label, long count, String href, boolean set) {}

    /** What stands beside the results. */
    record Side(List<Box> boxes, List<Bars.Bar> bars, int counted, boolean complete) {

        static final Side NONE = new Side(List.of(), List.of(), 0, true);

        public int width() {
            return Bars.WIDTH;
        }

        public int height() {
            return Bars.HEIGHT;
        }
    }

    /** A release in the list; {@code story} leads to its near-duplicates, or is null. */
    record Row(
            String href,
            RawString title,
            RawString snippet,
            String source,
            String sourceHref,
            String time,
            String published,
            List<Link> topics,
            List<Link> entities,
            String story) {}

    /** The list. */
    record Results(String total, List<Row> rows, String next) {
        static String total(SearchResult result) {
            String count = String.format(Locale.ROOT, "%,d", result.total());
            String noun = result.total() == 1 ? " release" : " releases";
            return (result.relation().equals("gte") ? "More than " : "") + count + noun;
        }
    }

    /** The other forms in which a search can be had. */
    record Outlets(
            String rss,
            String atom,
            String json,
            String csv,
            String ndjson,
            String live,
            String stream,
            String newest,
            String relevance,
            String collapsed,
            String all) {

        static Outlets of(PageUrl search) {
            PageUrl plain = search.without("order");
            return new Outlets(
                    plain.at("/releases/feed.rss"),
                    plain.at("/releases/feed.atom"),
                    plain.at("/releases/feed.json"),
                    plain.at("/releases/export.csv"),
                    plain.at("/releases/export.ndjson"),
                    plain.at("/live"),
                    plain.at("/releases/live"),
                    plain.at("/"),
                    search.only("order", "relevance").at("/"),
                    search.only("duplicates", "collapse").at("/"),
                    search.without("duplicates").at("/"));
        }
    }

    /** A search: its words, filters and settings. */
    record Form(
            String action,
            String q,
            List<Chip> chips,
            List<Hidden> hidden,
            boolean relevance,
            boolean collapsed,
            Outlets outlets) {}

    /** A topic of a release with the words that speak for it. */
    record TopicLine(String label, String href, int percent, String evidence) {}

    /** Entities of one type. */
    record EntityGroup(String type, String heading, List<Link> entities) {}

    /** Who is quoted with what. */
    record Quote(String text, String speaker, String href, String kind) {}

    /** A revision, where it is to be had, and where its changes are shown; {@code changes} is null for the first. */
    record Revision(int number, String change, String received, String href, String changes) {}

    /** One release. */
    record View(
            String title,
            String url,
            String source,
            String sourceHref,
            String time,
            String published,
            String language,
            boolean withdrawn,
            RawString text,
            List<TopicLine> about,
            List<TopicLine> mentions,
            List<EntityGroup> entities,
            List<Quote> quotes,
            List<Revision> revisions,
            String story,
            String json,
            RawString article) {}

    /** What a revision changed. */
    record Changed(String title, String back, int before, int after, RawString headline, RawString text) {}

    /** The templates, in {@code templates/}. */
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance search(Form form, Results results, Side side, Problem problem);

        static native TemplateInstance live(Form form, Problem problem);

        static native TemplateInstance release(View release);

        static native TemplateInstance changes(Changed changed);

        static native TemplateInstance refused(Problem problem);
    }

    static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .entity(page.render())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-cache")
                .build();
    }

    static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
