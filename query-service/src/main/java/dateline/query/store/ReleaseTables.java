package dateline.query.store;

import dateline.query.store.EnrichedRelease.Entity;
import dateline.query.text.FilterTerm;
import dateline.query.text.PostgresText;
import dateline.query.text.SearchText;
import dateline.query.text.TextConfiguration;
import dateline.query.text.TopicTree;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;

/** Writes a batch of releases into the tables, in one transaction and as often as one likes with the same outcome. */
@ApplicationScoped
class ReleaseTables {

    /**
     * What became of a batch.
     *
     * @param stored releases that have a new current revision
     * @param ignored events that were not above what was there, or older than releases are kept
     */
    record Written(int stored, int ignored) {}

    private record Place(int revision, Instant published) {}

    private static final String RESERVE = """
            insert into query.place (id, revision, published)
            select id, 0, null from unnest(?::text[]) as id
            on conflict (id) do nothing
            """;
    private static final String LOCK = """
            select id, revision, published from query.place where id = any (?::text[]) order by id for update
            """;
    private static final String MOVE = """
            update query.place p set revision = moved.revision, published = moved.published
            from unnest(?::text[], ?::integer[], ?::timestamptz[]) as moved (id, revision, published)
            where p.id = moved.id
            """;
    private static final String SUPERSEDE = """
            insert into query.revision (release, revision, published, event)
            select id, revision, published, event from query.release where id = ? and published = ?
            on conflict (release, revision) do nothing
            """;
    private static final String REMEMBER = """
            insert into query.revision (release, revision, published, event) values (?, ?, ?, ?::jsonb)
            on conflict (release, revision) do nothing
            """;
    private static final String REMOVE = "delete from query.release where id = ? and published = ?";
    // One statement for a batch; the arrays of a release travel as their text. A stemmer needs the accents that a
    // searcher may leave out, so an accented text has both forms of each word at the word's position: to read two
    // vectors as one text merges them.
    private static final String INSERT = """
            insert into query.release (id, published, revision, withdrawn, embargoed_until, received, source, country, language,
              configuration, entities, topics, speakers, duplicate_group, event, words)
            select r.id, r.published, r.revision, r.withdrawn, r.embargoed_until, r.received, r.source, r.country, r.language,
              r.configuration, cast(r.entities as text[]), cast(r.topics as text[]), cast(r.speakers as text[]),
              r.duplicate_group, cast(r.event as jsonb),
              case when r.accented then cast(cast(folded.words as text) || ' ' || cast(accented.words as text) as tsvector)
                else folded.words end
              || case when r.quoted = '' then cast('' as tsvector)
                else query.quoted_words(cast('query.' || r.configuration as regconfig), r.quoted) end
              || array_to_tsvector(cast(r.terms as text[]))
            from unnest(?::text[], ?::timestamptz[], ?::integer[], ?::boolean[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[])
              as r (id, published, revision, withdrawn, embargoed_until, received, source, country, language, configuration,
                entities, topics, speakers, duplicate_group, event, title, lead, body, rest, quoted, terms, accented)
              cross join lateral (%s) folded
              cross join lateral (%s) accented
            """.formatted(words("query"), words("pg_catalog"));
    private static final String FORGET_COPIES = "delete from query.copy where release = any (?::text[])";
    private static final String KEEP_COPY = """
            insert into query.copy (story, release, source, source_name, published, withdrawn, embargoed_until)
            values (?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String USE_CONFIGURATIONS = """
            insert into query.configuration_in_use (name) select unnest(?::text[]) on conflict (name) do nothing
            """;
    private static final String NAME_ENTITIES = """
            insert into query.entity_name (name, entity, type, label)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (name, entity) do nothing
            """;

    // The snapshot is older than the clock's answer, so what lies before the horizon was committed by then.
    private static final String MARK = """
            insert into query.change_mark (minute, at, horizon)
            select date_trunc('minute', clock_timestamp()), clock_timestamp(), query.change_horizon()
            on conflict (minute) do nothing
            """;

    // A word of which query.quoted_words makes no lexeme.
    private static final String QUOTATION_ENDS = " 0000000000".repeat(11) + " ";
    private static final int MOST_ACCENTED = 200_000;

    private final Session session;
    private final Partitions partitions;
    private final TopicTree topics;
    private final Retention retention;

    ReleaseTables(Session session, Partitions partitions, TopicTree topics, Retention retention) {
        this.retention = retention;
        this.topics = topics;
        this.session = session;
        this.partitions = partitions;
    }

    /**
     * Writes the releases. Of several revisions of one release the highest becomes the current one; all are kept.
     *
     * @throws RuntimeException with an {@link SQLException} as a cause when the database refuses or does not answer; then
     *     nothing was written
     */
    Written write(Collection<EnrichedRelease> all) {
        Optional<Instant> oldest = retention.oldest();
        List<EnrichedRelease> releases = all.stream()
                .filter(release -> oldest.isEmpty() || !release.published().isBefore(oldest.get()))
                .toList();
        partitions.ensure(releases.stream()
                .map(release -> Month.of(release.published()))
                .distinct()
                .toList());
        Written written = QuarkusTransaction.requiringNew()
                .call(() -> session.doReturningWork(connection -> write(connection, releases)));
        partitions.grown(
                releases.stream().map(release -> Month.of(release.published())).toList());
        return new Written(written.stored(), all.size() - written.stored());
    }

    private Written write(Connection connection, Collection<EnrichedRelease> releases) throws SQLException {
        Map<String, EnrichedRelease> highest = new TreeMap<>();
        for (EnrichedRelease release : releases) {
            highest.merge(release.id(), release, (a, b) -> b.revision() > a.revision() ? b : a);
        }
        Map<String, Place> places = lock(connection, highest.keySet());
        List<EnrichedRelease> current = highest.values().stream()
                .filter(release -> release.revision() > places.get(release.id()).revision())
                .toList();
        List<EnrichedRelease> earlier = releases.stream()
                .filter(release -> {
                    int there = places.get(release.id()).revision();
                    int kept = Math.max(there, highest.get(release.id()).revision());
                    return release.revision() != there && release.revision() != kept;
                })
                .toList();
        moveOut(connection, current, places);
        remember(connection, earlier);
        insert(connection, current);
        keepCopies(connection, current);
        nameEntities(connection, current);
        // Last, as another writer of the same minute waits for it.
        try (PreparedStatement mark = connection.prepareStatement(MARK)) {
            mark.executeUpdate();
        }
        return new Written(current.size(), releases.size() - current.size());
    }

    // Ids are taken in order, so that two writers never wait for each other in a circle.
    private static Map<String, Place> lock(Connection connection, Set<String> ids) throws SQLException {
        String[] sorted = ids.toArray(String[]::new);
        try (PreparedStatement reserve = connection.prepareStatement(RESERVE)) {
            reserve.setArray(1, connection.createArrayOf("text", sorted));
            reserve.executeUpdate();
        }
        Map<String, Place> places = new HashMap<>();
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(1, connection.createArrayOf("text", sorted));
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    OffsetDateTime published = rows.getObject(3, OffsetDateTime.class);
                    places.put(
                            rows.getString(1),
                            new Place(rows.getInt(2), published == null ? null : published.toInstant()));
                }
            }
        }
        return places;
    }

    private static void moveOut(Connection connection, List<EnrichedRelease> current, Map<String, Place> places)
            throws SQLException {
        try (PreparedStatement supersede = connection.prepareStatement(SUPERSEDE);
                PreparedStatement remove = connection.prepareStatement(REMOVE);
                PreparedStatement move = connection.prepareStatement(MOVE)) {
            boolean any = false;
            for (EnrichedRelease release : current) {
                Place old = places.get(release.id());
                if (old.published() != null) {
                    any = true;
                    supersede.setString(1, release.id());
                    supersede.setObject(2, utc(old.published()));
                    supersede.addBatch();
                    remove.setString(1, release.id());
                    remove.setObject(2, utc(old.published()));
                    remove.addBatch();
                }
            }
            if (any) {
                supersede.executeBatch();
                remove.executeBatch();
            }
            Columns columns = new Columns(connection, move, current);
            columns.add("text", EnrichedRelease::id);
            columns.add("int4", EnrichedRelease::revision);
            columns.add("timestamptz", release -> utc(release.published()));
            move.executeUpdate();
        }
    }

    private static void remember(Connection connection, List<EnrichedRelease> earlier) throws SQLException {
        if (earlier.isEmpty()) {
            return;
        }
        try (PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
            for (EnrichedRelease release : earlier) {
                remember.setString(1, release.id());
                remember.setInt(2, release.revision());
                remember.setObject(3, utc(release.published()));
                remember.setString(4, release.event());
                remember.addBatch();
            }
            remember.executeBatch();
        }
    }

    private void insert(Connection connection, List<EnrichedRelease> current) throws SQLException {
        Function<EnrichedRelease, String> configuration = release -> TextConfiguration.of(release.language());
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns columns = new Columns(connection, insert, current);
            columns.add("text", EnrichedRelease::id);
            columns.add("timestamptz", release -> utc(release.published()));
            columns.add("int4", EnrichedRelease::revision);
            columns.add("bool", EnrichedRelease::withdrawn);
            columns.add(
                    "timestamptz", release -> release.embargoedUntil() == null ? null : utc(release.embargoedUntil()));
            columns.add("timestamptz", release -> utc(release.received()));
            columns.add("text", EnrichedRelease::source);
            columns.add("text", EnrichedRelease::country);
            columns.add("text", EnrichedRelease::language);
            columns.add("text", configuration);
            columns.add(
                    "text",
                    release ->
                            literal(release.entities().stream().map(Entity::id).distinct()));
            columns.add("text", release -> literal(release.topics().stream()));
            columns.add("text", release -> literal(release.quotations().speakers().stream()));
            columns.add("text", EnrichedRelease::group);
            columns.add("text", EnrichedRelease::event);
            columns.add("text", release -> SearchText.of(release.words().title()));
            columns.add("text", release -> SearchText.of(release.words().lead()));
            columns.add("text", release -> SearchText.of(release.words().body()));
            columns.add("text", release -> SearchText.of(release.words().rest()));
            columns.add("text", ReleaseTables::quoted);
            columns.add("text", release -> literal(terms(release, configuration.apply(release)).stream()));
            columns.add("bool", release -> accented(release, configuration.apply(release)));
            insert.executeUpdate();
        }
        try (PreparedStatement use = connection.prepareStatement(USE_CONFIGURATIONS)) {
            use.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            current.stream()
                                    .map(configuration)
                                    .distinct()
                                    .sorted()
                                    .toArray()));
            use.executeUpdate();
        }
    }

    // A text so long that two forms of its words may be more than a vector holds has the folded one alone.
    private static boolean accented(EnrichedRelease release, String configuration) {
        EnrichedRelease.Words words = release.words();
        List<String> texts = List.of(words.title(), words.lead(), words.body(), words.rest());
        return !configuration.equals(TextConfiguration.SIMPLE)
                && texts.stream().mapToInt(String::length).sum() <= MOST_ACCENTED
                && texts.stream().anyMatch(SearchText::accented);
    }

    private static String words(String schema) {
        return """
                select setweight(to_tsvector(configuration.id, r.title), 'A')
                  || setweight(to_tsvector(configuration.id, r.lead), 'B')
                  || setweight(to_tsvector(configuration.id, r.body), 'C')
                  || setweight(to_tsvector(configuration.id, r.rest), 'D') as words
                from (select cast('%s.' || r.configuration as regconfig) as id) configuration
                """.formatted(schema);
    }

    private static String literal(Stream<String> values) {
        return values.map(value -> "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    // Between two quotations stand more words than near/ goes.
    private static String quoted(EnrichedRelease release) {
        return release.quotations().texts().stream().map(SearchText::of).collect(Collectors.joining(QUOTATION_ENDS));
    }

    private static void keepCopies(Connection connection, List<EnrichedRelease> current) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET_COPIES);
                PreparedStatement keep = connection.prepareStatement(KEEP_COPY)) {
            // What is new was no copy before.
            Object[] changed = current.stream()
                    .filter(release -> release.revision() > 1)
                    .map(EnrichedRelease::id)
                    .toArray();
            if (changed.length > 0) {
                forget.setArray(1, connection.createArrayOf("text", changed));
                forget.executeUpdate();
            }
            boolean any = false;
            for (EnrichedRelease release : current) {
                if (release.copy() && release.group() != null) {
                    any = true;
                    keep.setString(1, release.group());
                    keep.setString(2, release.id());
                    keep.setString(3, release.source());
                    keep.setString(4, release.sourceName());
                    keep.setObject(5, utc(release.published()));
                    keep.setBoolean(6, release.withdrawn());
                    keep.setObject(7, release.embargoedUntil() == null ? null : utc(release.embargoedUntil()));
                    keep.addBatch();
                }
            }
            if (any) {
                keep.executeBatch();
            }
        }
    }

    private Set<String> terms(EnrichedRelease release, String configuration) {
        Set<String> terms = new LinkedHashSet<>();
        terms.add(FilterTerm.configuration(configuration));
        terms.add(FilterTerm.language(release.language()));
        terms.add(FilterTerm.source(release.source()));
        if (release.country() != null) {
            terms.add(FilterTerm.country(release.country()));
        }
        if (release.group() != null) {
            terms.add(FilterTerm.group(release.group()));
        }
        if (release.copy()) {
            terms.add(FilterTerm.COPY);
        }
        release.entities().forEach(entity -> terms.add(FilterTerm.entity(entity.id())));
        release.quotations().speakers().forEach(speaker -> terms.add(FilterTerm.speaker(speaker)));
        release.quotations().about().forEach(entity -> terms.add(FilterTerm.quotedAbout(entity)));
        if (release.withdrawn() || release.revision() > 1) {
            terms.add(release.withdrawn() ? FilterTerm.WITHDRAWN : FilterTerm.UPDATED);
        }
        release.topics().stream()
                .flatMap(topic -> topics.upwards(topic).stream())
                .forEach(code -> terms.add(FilterTerm.topic(code)));
        return terms;
    }

    // In order of the key, for the same reason as the locks.
    private static void nameEntities(Connection connection, List<EnrichedRelease> current) throws SQLException {
        Map<String, String[]> rows = new TreeMap<>();
        for (EnrichedRelease release : current) {
            for (Entity entity : release.entities()) {
                Stream.concat(Stream.of(entity.name()), entity.aliases().stream())
                        .map(name -> PostgresText.clean(FilterTerm.fold(name)))
                        .filter(name -> !name.isEmpty())
                        .forEach(name -> rows.put(
                                name + "\n" + entity.id(),
                                new String[] {name, entity.id(), entity.type(), entity.name()}));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(NAME_ENTITIES)) {
            for (int column = 0; column < 4; column++) {
                int index = column;
                Object[] values = rows.values().stream().map(row -> row[index]).toArray();
                insert.setArray(column + 1, connection.createArrayOf("text", values));
            }
            insert.executeUpdate();
        }
    }

    /** Binds the releases' values to the arrays of a statement, one array a column. */
    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<EnrichedRelease> releases;
        private int at = 1;

        Columns(Connection connection, PreparedStatement statement, List<EnrichedRelease> releases) {
            this.connection = connection;
            this.statement = statement;
            this.releases = releases;
        }

        void add(String type, Function<EnrichedRelease, ?> value) throws SQLException {
            Object[] values = releases.stream().map(value).toArray();
            statement.setArray(at++, connection.createArrayOf(type, values));
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
