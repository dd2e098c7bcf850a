package dateline.deploy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Fills the tables of query-service by COPY, a month at a time on two connections: rows as its stream writes them, with the same
 * functions of the database, but each partition gets its indexes when it is full.
 */
final class Loader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 2;
    private static final int CHUNK = 64 * 1024;
    // How much of a text its quotation has.
    private static final int QUOTED = 120;

    private static final String STAGE = """
            create temporary table stage (id text, published timestamptz, withdrawn boolean, source text, language text,
              configuration text, entities text[], topics text[], speakers text[], duplicate_group text, copy boolean, event jsonb,
              title text, lead text, body text, quoted text, terms text[]) on commit drop
            """;
    private static final String FILL = """
            insert into query.%s (id, published, revision, withdrawn, received, source, country, language, configuration,
              entities, topics, speakers, duplicate_group, event, words)
            select id, published, 1, withdrawn, published, source, 'US', language, configuration, entities, topics,
              speakers, duplicate_group, event,
              setweight(to_tsvector(cast('query.' || configuration as regconfig), title), 'A')
                || setweight(to_tsvector(cast('query.' || configuration as regconfig), lead), 'B')
                || setweight(to_tsvector(cast('query.' || configuration as regconfig), body), 'C')
                || query.quoted_words(cast('query.' || configuration as regconfig), quoted)
                || array_to_tsvector(terms)
            from stage
            """;
    private static final String COPIES = """
            insert into query.copy (story, release, source, source_name, published, withdrawn)
            select duplicate_group, id, source, source, published, withdrawn from stage where copy
            """;

    private final String jdbcUrl;
    private final String user;
    private final Generator generator;
    private final Map<String, String> broader;

    /**
     * @param jdbcUrl the database, already migrated by query-service
     * @param user who may write
     * @param generator what to load
     * @param broader the media topic above each
     */
    Loader(String jdbcUrl, String user, Generator generator, Map<String, String> broader) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.generator = generator;
        this.broader = broader;
    }

    /**
     * Loads everything.
     *
     * @param progress told after each month how many releases are loaded
     */
    void load(Consumer<String> progress) throws SQLException, InterruptedException {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = YearMonth.from(Generator.FROM.atOffset(ZoneOffset.UTC));
                start(month).isBefore(Generator.TO);
                month = month.plusMonths(1)) {
            months.add(month);
        }
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Callable<Integer>> work = months.stream()
                    .<Callable<Integer>>map(month -> () -> {
                        int loaded = load(month);
                        progress.accept(month + ": " + loaded);
                        return loaded;
                    })
                    .toList();
            for (Future<Integer> month : connections.invokeAll(work)) {
                month.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("not loaded", e.getCause());
        } finally {
            connections.shutdownNow();
        }
        finish();
    }

    private int load(YearMonth month) throws SQLException, IOException {
        String partition = "release_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "create table query." + partition + " (like query.release including defaults including storage)");
            statement.execute(STAGE);
            int loaded = copy(connection, month);
            statement.execute(FILL.formatted(partition));
            statement.execute("insert into query.place (id, revision, published) select id, 1, published from stage");
            statement.execute(COPIES);
            statement.execute("alter table query.release attach partition query." + partition + " for values from ('"
                    + start(month) + "') to ('" + start(month.plusMonths(1)) + "')");
            connection.commit();
            return loaded;
        }
    }

    private int copy(Connection connection, YearMonth month) throws SQLException, IOException {
        int number = firstFrom(start(month));
        int loaded = 0;
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy stage from stdin");
        StringBuilder rows = new StringBuilder();
        while (number < generator.releases()) {
            Draft draft = generator.release(number++);
            if (!draft.published().isBefore(start(month.plusMonths(1)))) {
                break;
            }
            rows.append(row(draft));
            loaded++;
            if (rows.length() > CHUNK) {
                byte[] bytes = rows.toString().getBytes(UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                rows.setLength(0);
            }
        }
        byte[] bytes = rows.toString().getBytes(UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
        return loaded;
    }

    // Numbers go with the time: the first release at or after it is found by halving.
    private int firstFrom(Instant time) {
        int low = 0;
        int high = generator.releases();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (generator.release(middle).published().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void finish() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into query.configuration_in_use (name) select distinct configuration from query.release on conflict do nothing");
            statement.execute("""
                    insert into query.entity_name (name, entity, type, label)
                    select distinct lower(e ->> 'name'), e ->> 'id', e ->> 'type', e ->> 'name'
                    from query.release, jsonb_array_elements(event -> 'annotations' -> 'entities') e
                    on conflict do nothing
                    """);
            statement.execute("vacuum (analyze) query.release");
            statement.execute("vacuum (analyze) query.place");
            statement.execute("vacuum (analyze) query.copy");
            statement.execute("vacuum (analyze) query.entity_name");
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, "");
    }

    private String row(Draft draft) {
        String configuration = switch (draft.language()) {
            case "en" -> "english";
            case "fr" -> "french";
            case "de" -> "german";
            case "es" -> "spanish";
            case "pt" -> "portuguese";
            case "ru" -> "russian";
            default -> "simple";
        };
        String quoted = draft.speaker() == null ? "" : draft.text().substring(0, quotationEnd(draft));
        Set<String> terms = new LinkedHashSet<>(
                List.of("@k:" + configuration, "@l:" + draft.language(), "@s:" + draft.sender(), "@c:US"));
        draft.names().forEach(name -> terms.add("@e:" + Draft.entity(name)));
        if (draft.speaker() != null) {
            terms.add("@q:" + Draft.entity(draft.speaker()));
            draft.names().stream()
                    .filter(name -> quoted.contains(name))
                    .forEach(name -> terms.add("@a:" + Draft.entity(name)));
        }
        if (draft.group() != null) {
            terms.add("@g:" + draft.group());
            if (draft.copy()) {
                terms.add("@d:copy");
            }
        }
        for (String topic : draft.topics()) {
            for (String code = topic; code != null && !code.isEmpty(); code = broader.get(code)) {
                terms.add("@t:" + code);
            }
        }
        List<String> columns = new ArrayList<>(List.of(
                draft.id(),
                draft.published().toString(),
                Boolean.toString(draft.withdrawn()),
                escaped(draft.sender()),
                draft.language(),
                configuration,
                array(draft.names().stream().map(Draft::entity).toList()),
                array(draft.topics()),
                array(draft.speaker() == null ? List.of() : List.of(Draft.entity(draft.speaker()))),
                draft.group() == null ? "\\N" : draft.group(),
                Boolean.toString(draft.group() != null && draft.copy()),
                escaped(event(draft)),
                escaped(draft.title()),
                escaped(draft.paragraphs().get(0)),
                escaped(String.join(
                        "\n", draft.paragraphs().subList(1, draft.paragraphs().size()))),
                escaped(quoted),
                array(terms)));
        return String.join("\t", columns) + "\n";
    }

    private static int quotationEnd(Draft draft) {
        return Math.min(QUOTED, draft.text().length());
    }

    private static String array(Iterable<String> values) {
        List<String> quoted = new ArrayList<>();
        values.forEach(value -> quoted.add("\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
        return escaped("{" + quoted.stream().collect(Collectors.joining(",")) + "}");
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The event as enrich-service would have sent it. */
    static String event(Draft draft) {
        String text = draft.text();
        String time = draft.published().toString();
        ObjectNode event = JSON.createObjectNode();
        event.put("id", draft.id()).put("revision", 1).put("change", draft.withdrawn() ? "withdrawn" : "new");
        event.put("backfill", true);
        event.putObject("source")
                .put("id", draft.sender())
                .put("name", draft.sender())
                .put("feed", "https://" + draft.sender() + ".example/feed.xml")
                .putNull("site")
                .put("country", "US")
                .putArray("tags");
        String url = "https://" + draft.sender() + ".example/" + draft.number();
        event.put("guid", url).put("url", url).put("title", draft.title()).put("text", text);
        event.putNull("html").putNull("summary").put("language", draft.language());
        event.putArray("authors");
        event.putArray("categories");
        event.putArray("media");
        event.put("published", time).putNull("updated").put("received", time).put("completeness", "full");
        ObjectNode annotations = event.putObject("annotations");
        annotations.putObject("language").put("code", draft.language()).put("confidence", 0.9);
        annotations
                .putObject("structure")
                .putNull("dateline")
                .putNull("credit")
                .putNull("infoSource")
                .putNull("embargoedUntil")
                .putArray("parts")
                .addObject()
                .put("kind", "lead")
                .put("start", 0)
                .put("end", draft.paragraphs().get(0).length());
        ArrayNode entities = annotations.putArray("entities");
        for (String name : draft.names()) {
            int at = Math.max(0, text.indexOf(name));
            ObjectNode entity = entities.addObject();
            entity.put("id", Draft.entity(name)).put("type", "organisation").put("name", name);
            entity.putArray("aliases");
            entity.putArray("roles");
            entity.putArray("links");
            entity.put("salience", 1.0 / (1 + entities.size()));
            entity.putArray("mentions")
                    .addObject()
                    .put("start", at)
                    .put("end", at + name.length())
                    .put("confidence", 0.9);
        }
        ArrayNode quotations = annotations.putArray("quotations");
        if (draft.speaker() != null) {
            quotations
                    .addObject()
                    .put("start", 0)
                    .put("end", quotationEnd(draft))
                    .put("kind", "direct")
                    .put("speaker", Draft.entity(draft.speaker()))
                    .put("speakerText", draft.speaker())
                    .put("cue", "said")
                    .put("confidence", 0.9);
        }
        ArrayNode topics = annotations.putArray("topics");
        for (String topic : draft.topics()) {
            topics.addObject()
                    .put("uri", "http://cv.iptc.org/newscodes/mediatopic/" + topic)
                    .put("label", topic)
                    .put("rel", "about")
                    .put("confidence", 0.8)
                    .putArray("evidence");
        }
        annotations.putArray("keyphrases");
        annotations.putArray("summary");
        annotations
                .putObject("duplicates")
                .put("signature", "")
                .put("group", draft.group())
                .put("relation", draft.group() == null ? null : draft.copy() ? "copy" : "origin");
        annotations.putArray("annotators");
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
