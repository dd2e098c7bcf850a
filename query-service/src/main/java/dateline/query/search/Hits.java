package dateline.query.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.query.search.SearchResult.Entity;
import dateline.query.search.SearchResult.Hit;
import dateline.query.search.SearchResult.Source;
import dateline.query.search.SearchResult.Topic;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.hibernate.Session;

/** Loads what a page shows of its releases; snippets are made for these alone. */
final class Hits {

    // Private use characters mark a match inside the database's answer; those of the text itself are taken out first.
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    // Angle brackets would be taken for tags by the database's parser; control characters merely separate words.
    private static final String OUTSIDE = "<>\u001C\u001D" + OPEN + CLOSE;
    private static final String INSIDE = "\u001C\u001D";
    private static final int TOP_ENTITIES = 8;
    private static final int PLAIN_SNIPPET = 300;
    private static final Set<String> NAMED = Set.of("person", "organisation", "place", "event", "law", "work", "group");

    // To look for a snippet is most of a page's cost, so it is not done without words.
    private static final String LOAD = """
            select r.id, cast(r.event as text), r.published,
              case when c.query is null then translate(r.event ->> 'title', :outside, :inside)
                else ts_headline(cast('query.' || r.configuration as regconfig),
                  translate(r.event ->> 'title', :outside, :inside), cast(c.query as tsquery),
                  'StartSel=\uE000, StopSel=\uE001, HighlightAll=true') end as title,
              case when c.query is null then ''
                else ts_headline(cast('query.' || r.configuration as regconfig),
                  translate(left(r.event ->> 'text', :characters), :outside, :inside), cast(c.query as tsquery),
                  'StartSel=\uE000, StopSel=\uE001, MaxFragments=2, MinWords=12, MaxWords=32, FragmentDelimiter=" … "') end as snippet
            from query.release r
              join unnest(cast(:ids as text[]), cast(:published as timestamptz[])) as page (id, published)
                on r.id = page.id and r.published = page.published and r.published between :oldest and :newest
              left join unnest(cast(:configurations as text[]), cast(:queries as text[])) as c (name, query)
                on c.name = r.configuration
            """;

    private final Session session;
    private final SearchConfig config;
    private final ObjectMapper json;

    Hits(Session session, SearchConfig config, ObjectMapper json) {
        this.session = session;
        this.config = config;
        this.json = json;
    }

    /** The releases of a page, in its order. One that was moved since the page was found is left out. */
    List<Hit> load(List<Cursor> page, Map<String, String> words) {
        if (page.isEmpty()) {
            return List.of();
        }
        List<String> configurations = List.copyOf(words.keySet());
        Map<String, Hit> hits = new HashMap<>();
        List<Object[]> rows = session.createNativeQuery(LOAD, Object[].class)
                .setParameter("outside", OUTSIDE)
                .setParameter("inside", INSIDE)
                .setParameter("characters", config.snippetCharacters())
                .setParameter("ids", page.stream().map(Cursor::id).toArray(String[]::new))
                .setParameter(
                        "published",
                        page.stream().map(key -> key.published().toString()).toArray(String[]::new))
                .setParameter("oldest", utc(page, Comparator.naturalOrder()))
                .setParameter("newest", utc(page, Comparator.reverseOrder()))
                .setParameter("configurations", configurations.toArray(String[]::new))
                .setParameter("queries", configurations.stream().map(words::get).toArray(String[]::new))
                .getResultList();
        for (Object[] row : rows) {
            hits.put((String) row[0], hit((String) row[1], instant(row[2]), (String) row[3], (String) row[4], words));
        }
        return page.stream()
                .map(key -> hits.get(key.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    // Tells the database which months are not looked into.
    private static OffsetDateTime utc(List<Cursor> page, Comparator<Instant> order) {
        return page.stream().map(Cursor::published).min(order).orElseThrow().atOffset(ZoneOffset.UTC);
    }

    private Hit hit(String event, Instant published, String title, String snippet, Map<String, String> words) {
        JsonNode release = tree(event);
        JsonNode annotations = release.get("annotations");
        JsonNode source = release.get("source");
        String text = release.get("text").textValue();
        boolean matchShown = snippet.indexOf(OPEN) >= 0;
        return new Hit(
                release.get("id").textValue(),
                release.get("revision").intValue(),
                release.get("change").textValue(),
                release.get("title").textValue(),
                textOrNull(release.get("url")),
                new Source(
                        source.get("id").textValue(),
                        source.get("name").textValue(),
                        textOrNull(source.get("country"))),
                annotations.get("language").get("code").textValue(),
                published,
                Instant.parse(release.get("received").textValue()),
                embargo(annotations),
                marked(words.isEmpty() || !matchShown ? beginning(text) : snippet),
                marked(title),
                topics(annotations),
                entities(annotations),
                textOrNull(annotations.get("duplicates").get("group")),
                "/releases/" + release.get("id").textValue());
    }

    private static Instant embargo(JsonNode annotations) {
        String until = textOrNull(annotations.get("structure").get("embargoedUntil"));
        return until == null ? null : OffsetDateTime.parse(until).toInstant();
    }

    private static List<Topic> topics(JsonNode annotations) {
        List<Topic> topics = new ArrayList<>();
        for (JsonNode topic : annotations.get("topics")) {
            topics.add(new Topic(
                    topic.get("uri").textValue(),
                    topic.path("label").asText(),
                    topic.path("rel").asText(),
                    topic.path("confidence").asDouble()));
        }
        return topics;
    }

    private static List<Entity> entities(JsonNode annotations) {
        return StreamSupport.stream(annotations.get("entities").spliterator(), false)
                .filter(entity -> NAMED.contains(entity.get("type").textValue()))
                .sorted(Comparator.comparingDouble(
                        (JsonNode entity) -> -entity.path("salience").asDouble()))
                .limit(TOP_ENTITIES)
                .map(entity -> new Entity(
                        entity.get("id").textValue(),
                        entity.get("type").textValue(),
                        entity.get("name").textValue()))
                .toList();
    }

    private static String beginning(String text) {
        String line = text.replace("\n\n", " ");
        if (line.codePointCount(0, line.length()) <= PLAIN_SNIPPET) {
            return line;
        }
        String cut = line.substring(0, line.offsetByCodePoints(0, PLAIN_SNIPPET));
        int space = cut.lastIndexOf(' ');
        return (space > PLAIN_SNIPPET / 2 ? cut.substring(0, space) : cut) + " …";
    }

    /** Text as HTML: everything escaped, matches in {@code mark}. */
    static String marked(String text) {
        StringBuilder html = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<', '\u001C' -> html.append("&lt;");
                case '>', '\u001D' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case OPEN -> html.append("<mark>");
                case CLOSE -> html.append("</mark>");
                default -> html.append(c);
            }
        }
        return html.toString();
    }

    private JsonNode tree(String event) {
        try {
            return json.readTree(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds an event that is not JSON", e);
        }
    }

    private static Instant instant(Object value) {
        return value instanceof Instant instant ? instant : ((OffsetDateTime) value).toInstant();
    }

    private static String textOrNull(JsonNode node) {
        return node == null ? null : node.textValue();
    }
}
