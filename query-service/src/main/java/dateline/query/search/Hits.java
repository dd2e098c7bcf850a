package dateline.query.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.query.search.SearchResult.Entity;
import dateline.query.search.SearchResult.Hit;
import dateline.query.search.SearchResult.Source;
import dateline.query.search.SearchResult.Story;
import dateline.query.search.SearchResult.Topic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private static final String MARKS = "StartSel=\uE000, StopSel=\uE001, ";

    // The long members that no hit shows would cost more to send and to read than all others.
    private static final String LOAD = """
            select r.id, cast(r.event - array['text', 'html', 'summary', 'media'] as text), r.published, r.configuration,
              left(r.event ->> 'text', :characters) as text,
              case when c.query is null then translate(r.event ->> 'title', :outside, :inside)
                else ts_headline(cast('query.' || r.configuration as regconfig),
                  translate(r.event ->> 'title', :outside, :inside), cast(c.query as tsquery), '%sHighlightAll=true')
                end as title
            from query.release r
              join unnest(cast(:ids as text[]), cast(:published as timestamptz[])) as page (id, published)
                on r.id = page.id and r.published = page.published and r.published between :oldest and :newest
              left join unnest(cast(:configurations as text[]), cast(:queries as text[])) as c (name, query)
                on c.name = r.configuration
            """.formatted(MARKS);

    // To look for a snippet is most of a page's cost: without words it is not done, and else in a passage of the text.
    private static final String SNIPPETS = """
            select cast(p.number as integer),
              ts_headline(cast('query.' || p.configuration as regconfig), translate(p.text, :outside, :inside),
                cast(p.query as tsquery),
                '%sMaxFragments=2, MinWords=12, MaxWords=32, FragmentDelimiter=" … "')
            from unnest(cast(:texts as text[]), cast(:configurations as text[]), cast(:queries as text[]))
              with ordinality as p (text, configuration, query, number)
            """.formatted(MARKS);

    private static final int MOST_COPIES = 100;
    // Copies are few among all releases and have a table of their own, so no month is looked into for them.
    private static final String COPIES = """
            select g.story, c.source, min(c.source_name), count(*)
            from unnest(cast(:stories as text[])) as g (story)
              cross join lateral (
                select source, source_name from query.copy
                where story = g.story and not withdrawn
                  and (:embargoed or embargoed_until is null or embargoed_until <= :now)
                limit :most) c
            group by 1, 2 order by 1, 3, 2
            """;

    private final Session session;
    private final SearchConfig config;
    private final ObjectMapper json;
    private final Instant now;

    Hits(Session session, SearchConfig config, ObjectMapper json, Instant now) {
        this.now = now;
        this.session = session;
        this.config = config;
        this.json = json;
    }

    /** The releases of a page, in its order. One that was moved since the page was found is left out. */
    List<Hit> load(List<Cursor> page, Map<String, String> words) {
        if (page.isEmpty()) {
            return List.of();
        }
        Map<String, Loaded> loaded = rows(page, words);
        Map<String, String> snippets = snippets(loaded, words);
        Map<String, Story> stories = stories(loaded.values().stream()
                .map(Loaded::group)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new));
        return page.stream()
                .map(key -> loaded.get(key.id()))
                .filter(Objects::nonNull)
                .map(release -> hit(release, stories.get(release.group()), snippets.get(release.id())))
                .toList();
    }

    /**
     * A row of the page.
     *
     * @param event without its text
     * @param title with the matches marked
     */
    private record Loaded(
            String id, JsonNode event, Instant published, String configuration, String text, String title) {
        String group() {
            return textOrNull(event.get("annotations").get("duplicates").get("group"));
        }
    }

    private Map<String, Loaded> rows(List<Cursor> page, Map<String, String> words) {
        List<String> configurations = List.copyOf(words.keySet());
        Map<String, Loaded> loaded = new HashMap<>();
        for (Object[] row : Keys.bind(session.createNativeQuery(LOAD, Object[].class), page)
                .setParameter("outside", OUTSIDE)
                .setParameter("inside", INSIDE)
                .setParameter("characters", words.isEmpty() ? 2 * PLAIN_SNIPPET : config.snippetCharacters())
                .setParameter("configurations", configurations.toArray(String[]::new))
                .setParameter("queries", configurations.stream().map(words::get).toArray(String[]::new))
                .getResultList()) {
            String id = (String) row[0];
            loaded.put(
                    id,
                    new Loaded(id, tree((String) row[1]), instant(row[2]), (String) row[3], (String) row[4], (String)
                            row[5]));
        }
        return loaded;
    }

    /** By id, the places of the texts that match, marked; none for a release of which only the title or a filter matches. */
    private Map<String, String> snippets(Map<String, Loaded> loaded, Map<String, String> words) {
        Map<String, String> snippets = new HashMap<>();
        Map<String, String> passages = new LinkedHashMap<>();
        Map<String, String> whole = new LinkedHashMap<>();
        for (Loaded release : loaded.values()) {
            String query = words.get(release.configuration());
            if (query != null) {
                Passage.of(release.text(), query)
                        .ifPresentOrElse(
                                passage -> passages.put(release.id(), passage),
                                () -> whole.put(release.id(), release.text()));
            }
        }
        snippets.putAll(marked(passages, loaded, words));
        passages.keySet().stream()
                .filter(id -> !snippets.containsKey(id))
                .forEach(id -> whole.put(id, loaded.get(id).text()));
        snippets.putAll(marked(whole, loaded, words));
        return snippets;
    }

    private Map<String, String> marked(
            Map<String, String> texts, Map<String, Loaded> loaded, Map<String, String> words) {
        if (texts.isEmpty()) {
            return Map.of();
        }
        List<String> ids = List.copyOf(texts.keySet());
        List<String> configurations =
                ids.stream().map(id -> loaded.get(id).configuration()).toList();
        Map<String, String> marked = new HashMap<>();
        for (Object[] row : session.createNativeQuery(SNIPPETS, Object[].class)
                .setParameter("outside", OUTSIDE)
                .setParameter("inside", INSIDE)
                .setParameter("texts", ids.stream().map(texts::get).toArray(String[]::new))
                .setParameter("configurations", configurations.toArray(String[]::new))
                .setParameter("queries", configurations.stream().map(words::get).toArray(String[]::new))
                .getResultList()) {
            String snippet = (String) row[1];
            if (snippet.indexOf(OPEN) >= 0) {
                marked.put(ids.get((Integer) row[0] - 1), snippet);
            }
        }
        return marked;
    }

    private Map<String, Story> stories(String[] groups) {
        Map<String, Story> stories = new HashMap<>();
        if (groups.length == 0) {
            return stories;
        }
        for (Object[] row : session.createNativeQuery(COPIES, Object[].class)
                .setParameter("stories", groups)
                .setParameter("embargoed", !config.withholdEmbargoed())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("most", MOST_COPIES + 1)
                .getResultList()) {
            String group = (String) row[0];
            Story story = stories.getOrDefault(group, new Story(0, "eq", List.of(), path(group)));
            int copies = story.copies() + ((Number) row[3]).intValue();
            List<Source> sources = new ArrayList<>(story.sources());
            sources.add(new Source((String) row[1], (String) row[2], null));
            stories.put(
                    group,
                    new Story(
                            Math.min(copies, MOST_COPIES), copies > MOST_COPIES ? "gte" : "eq", sources, path(group)));
        }
        return stories;
    }

    private static String path(String group) {
        return "/releases?group=" + URLEncoder.encode(group, StandardCharsets.UTF_8);
    }

    private static Hit hit(Loaded loaded, Story story, String snippet) {
        JsonNode release = loaded.event();
        JsonNode annotations = release.get("annotations");
        JsonNode source = release.get("source");
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
                loaded.published(),
                Instant.parse(release.get("received").textValue()),
                embargo(annotations),
                marked(snippet == null ? beginning(loaded.text()) : snippet),
                marked(loaded.title()),
                topics(annotations),
                entities(annotations),
                loaded.group(),
                story,
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
