package dateline.query.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A release's text as HTML: entities marked by type, quotations, and the tail set apart. All text is escaped. */
final class MarkedText {

    private static final Set<String> TAIL =
            Set.of("for-reference", "about", "notes", "contact", "disclaimer", "end-mark");
    private static final Set<String> TYPES =
            Set.of("person", "organisation", "place", "event", "law", "work", "date", "money", "percent", "group");

    private static final Set<String> UNFOLLOWED = Set.of("date", "money", "percent");

    private record Span(int start, int end, String css, String title, String href) {
        boolean covers(int point) {
            return start <= point && point < end;
        }
    }

    private final int[] points;
    private final List<Span> entities = new ArrayList<>();
    private final List<Span> quotations = new ArrayList<>();
    private final List<Span> parts = new ArrayList<>();
    private final TreeSet<Integer> edges = new TreeSet<>();

    private MarkedText(JsonNode release) {
        this.points = release.path("text").asText().codePoints().toArray();
        JsonNode annotations = release.path("annotations");
        for (JsonNode entity : annotations.path("entities")) {
            String type = entity.path("type").asText();
            String css = TYPES.contains(type) ? type : "group";
            for (JsonNode mention : entity.path("mentions")) {
                add(entities, mention, css, hover(type, entity), href(type, entity));
            }
        }
        for (JsonNode quotation : annotations.path("quotations")) {
            String speaker = quotation.path("speakerText").asText("");
            add(quotations, quotation, "quote", speaker.isEmpty() ? "quotation" : "quotation: " + speaker, null);
        }
        for (JsonNode part : annotations.path("structure").path("parts")) {
            String kind = part.path("kind").asText();
            add(parts, part, TAIL.contains(kind) ? "tail" : kind.equals("heading") ? "heading" : "body", kind, null);
        }
    }

    /** The text of a release as paragraphs of HTML. */
    static String html(JsonNode release) {
        return new MarkedText(release).paragraphs();
    }

    // The name that the release's mentions stand for, and how else it calls it.
    private static String hover(String type, JsonNode entity) {
        StringBuilder text =
                new StringBuilder(type).append(": ").append(entity.path("name").asText());
        String before = "; also ";
        for (JsonNode alias : entity.path("aliases")) {
            text.append(before).append(alias.asText());
            before = ", ";
        }
        before = "; ";
        for (JsonNode role : entity.path("roles")) {
            text.append(before).append(role.asText());
            before = ", ";
        }
        return text.toString();
    }

    private static String href(String type, JsonNode entity) {
        return UNFOLLOWED.contains(type)
                ? null
                : ReleasePage.entity(entity.path("id").asText());
    }

    private void add(List<Span> spans, JsonNode at, String css, String title, String href) {
        int start = at.path("start").asInt();
        int end = Math.min(at.path("end").asInt(), points.length);
        if (start >= 0 && start < end) {
            spans.add(new Span(start, end, css, title, href));
            edges.add(start);
            edges.add(end);
        }
    }

    private String paragraphs() {
        StringBuilder html = new StringBuilder(points.length * 2);
        int start = 0;
        while (start < points.length) {
            int end = start;
            while (end < points.length && !breaks(end)) {
                end++;
            }
            if (end > start) {
                Span part = at(parts, start);
                html.append("<p class=\"")
                        .append(part == null ? "body" : part.css())
                        .append("\">");
                paragraph(html, start, end);
                html.append("</p>\n");
            }
            start = end + 2;
        }
        return html.toString();
    }

    private void paragraph(StringBuilder html, int start, int end) {
        int from = start;
        while (from < end) {
            Integer edge = edges.higher(from);
            int to = edge == null ? end : Math.min(edge, end);
            Span quotation = at(quotations, from);
            Span entity = at(entities, from);
            open(html, quotation);
            open(html, entity);
            html.append(Html.escape(new String(points, from, to - from)));
            close(html, entity);
            close(html, quotation);
            from = to;
        }
    }

    private boolean breaks(int at) {
        return points[at] == '\n' && at + 1 < points.length && points[at + 1] == '\n';
    }

    private static Span at(List<Span> spans, int point) {
        for (Span span : spans) {
            if (span.covers(point)) {
                return span;
            }
        }
        return null;
    }

    private static void open(StringBuilder html, Span span) {
        if (span != null) {
            html.append(span.href() == null ? "<span class=\"" : "<a class=\"").append(span.css());
            html.append("\" title=\"").append(Html.escape(span.title()));
            if (span.href() != null) {
                html.append("\" href=\"").append(Html.escape(span.href()));
            }
            html.append("\">");
        }
    }

    private static void close(StringBuilder html, Span span) {
        if (span != null) {
            html.append(span.href() == null ? "</span>" : "</a>");
        }
    }
}
