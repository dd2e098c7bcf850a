package dateline.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.query.Backends;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the database goes about the queries that would be slow if it read a whole table. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class PlanTest {

    private static final String NAMES = """
            insert into query.entity_name (name, entity, type, label)
            select 'plan name ' || md5(n::text), 'plan:' || n, 'person', 'Plan ' || n from generate_series(1, 30000) n
            on conflict do nothing
            """;
    private static final String COPIES = """
            insert into query.copy (story, release, source, source_name, published, withdrawn)
            select 'plan ' || n % 5000, 'plan ' || n, 's', 'S', now(), false from generate_series(1, 20000) n
            on conflict do nothing
            """;

    @Inject
    Session session;

    @BeforeEach
    void fill() {
        QuarkusTransaction.requiringNew().run(() -> {
            session.createNativeMutationQuery(NAMES).executeUpdate();
            session.createNativeMutationQuery(COPIES).executeUpdate();
        });
        QuarkusTransaction.requiringNew().run(() -> {
            session.createNativeMutationQuery("analyze query.entity_name").executeUpdate();
            session.createNativeMutationQuery("analyze query.copy").executeUpdate();
        });
    }

    @Test
    void aNameIsLookedUpByItsBeginningInTheIndex() {
        String plan = plan(false, """
                select entity, type, label, name from (
                  select * from query.entity_name where name like 'plan name 0a%' escape '\\' order by name limit 2000) beginning
                order by length(name), name, entity limit 80
                """);

        assertThat(plan).contains("entity_name_prefix").doesNotContain("Seq Scan");
    }

    @Test
    void namesLikeATypedOneAreLookedUpByTheirTriplesOfLetters() {
        String plan = plan(
                true, "select * from query.entity_name n where 'plan 0a1b2c3d' operator(query.<%) n.name limit 5000");

        assertThat(plan).contains("entity_name_trigrams").doesNotContain("Seq Scan");
    }

    @Test
    void anEntitysNamesAndAStorysCopiesAreLookedUp() {
        assertThat(plan(false, "select name from query.entity_name where entity = 'plan:7' order by name limit 50"))
                .contains("entity_name_entity")
                .doesNotContain("Seq Scan");
        assertThat(plan(false, "select source from query.copy where story = 'plan 7' and not withdrawn limit 101"))
                .contains("copy_pkey")
                .doesNotContain("Seq Scan");
        assertThat(plan(false, "delete from query.copy where release = any ('{a,b}')"))
                .contains("copy_release")
                .doesNotContain("Seq Scan");
    }

    @Test
    void similarReleasesAreLookedUpInTheWordIndexOfEachMonthAndNoFurtherThanTheBound() {
        String plan = plan(
                true,
                Similar.BY_CLUE
                        .replace(":clues", "'{\"''@e:Q1''\",\"''@e:Q2'' & ''@e:Q3''\"}'")
                        .replace(":embargoed", "false")
                        .replace(":now", "now()")
                        .replace(":most", "201"));

        assertThat(plan)
                .contains("Limit")
                .contains("words_idx")
                .doesNotContain("Seq Scan")
                .doesNotContain("Index Scan using");
    }

    @Test
    void theNewestChangeIsReadFromTheEndOfTheIndex() {
        String plan =
                plan(true, "select changed_in from query.release order by changed_in desc, change_number desc limit 1");

        assertThat(plan).contains("Backward").doesNotContain("Seq Scan").doesNotContain("Sort Key: changed_in");
    }

    @Test
    void aSuggestionAmongManyNamesIsQuick() {
        List<Object[]> rows = QuarkusTransaction.requiringNew().call(() -> {
            StatementTimeout.set(session, Duration.ofSeconds(5));
            return session.createNativeQuery("select * from query.names_like('plan name', 80)", Object[].class)
                    .getResultList();
        });

        assertThat(rows).hasSize(80);
    }

    private String plan(boolean wordIndexOnly, String sql) {
        return QuarkusTransaction.requiringNew().call(() -> {
            if (wordIndexOnly) {
                session.createNativeQuery("select set_config('enable_seqscan', 'off', true)", String.class)
                        .getSingleResult();
            }
            if (sql.contains("clue")) {
                Road.byWordIndex(session);
            }
            return session.doReturningWork(connection -> {
                StringBuilder plan = new StringBuilder();
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("explain " + sql)) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                return plan.toString();
            });
        });
    }
}
