package dateline.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.ingest.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What leasing costs in a table of many feeds: no more than in one of few. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class LeaseIT {

    // Far ahead of the poller's clock, so that it does not poll them.
    private static final Instant THEN = Instant.parse("2090-01-01T00:00:00Z");
    private static final int LOOKED_AT = 200;

    @Inject
    DataSource dataSource;

    @Inject
    Leases leases;

    /**
     * What a lease's query did.
     *
     * @param plan its plan
     * @param blocks how many blocks of 8 kB it read, from memory or not
     */
    private record Cost(String plan, long blocks) {}

    @Test
    void aLeaseReadsTheIndexOfDueFeedsAndCostsTheSameAmongFewAndAmongMany()
            throws SQLException, JsonProcessingException {
        try {
            fill(1, 1_000);
            Cost few = cost();
            fill(1_001, 200_000);
            Cost many = cost();
            for (Cost cost : List.of(few, many)) {
                assertThat(cost.plan).contains("feed_due").doesNotContain("Seq Scan", "\"Sort\"", "Bitmap");
            }
            // Each row is read and locked; beyond those only the few blocks of the index.
            assertThat(many.blocks).isLessThan(4L * LOOKED_AT);
            assertThat(many.blocks).isLessThanOrEqualTo(few.blocks * 3 / 2 + 10);
            assertThat(leases.take(
                            "many",
                            InstantSource.fixed(THEN.plusSeconds(200_001)),
                            Duration.ofHours(1),
                            50,
                            2,
                            Duration.ZERO))
                    .hasSize(50);
        } finally {
            execute("delete from ingest.feed where id like 'many-%'");
        }
    }

    @Test
    void c48_whoHasWaitedForAHostGoesBeforeWhoWasToldToWait() throws SQLException {
        try {
            // The feed that was answered 429 is due the moment that the host may be asked again, and so nominally
            // first.
            execute("""
                    set local session_replication_role = replica;
                    insert into ingest.host (name, last_start, next_slot, quiet_until)
                    values ('patient.example', '2089-12-31 23:00Z', '2090-01-01 00:00:03Z', '2090-01-01 00:00Z');
                    insert into ingest.feed (id, url, host, added, status, status_since, next_poll, next_poll_reason, lease_until)
                    select 'many-patient-' || i, 'https://patient.example/' || i, 'patient.example', now(), 'active', now(),
                        case i when 0 then timestamptz '2090-01-01 00:00Z' else timestamptz '2089-12-31 23:30Z' end, 'floor',
                        case when i > 0 then timestamptz '2090-01-01 00:00Z' + make_interval(secs => i) end
                    from generate_series(0, 3) i
                    """);
            List<String> order = new ArrayList<>();
            for (int second = 60; second < 70; second++) {
                Instant now = THEN.plusSeconds(second);
                leases.take("many", InstantSource.fixed(now), Duration.ofHours(1), 50, 9, Duration.ofSeconds(1))
                        .forEach(lease -> order.add(lease.id()));
            }
            assertThat(order).containsExactly("many-patient-1", "many-patient-2", "many-patient-3", "many-patient-0");
        } finally {
            execute(
                    "delete from ingest.feed where id like 'many-%'; delete from ingest.host where name = 'patient.example'");
        }
    }

    @Test
    void leasesThatNobodyWorksUnderAreGivenBackTogether() throws SQLException {
        try {
            fill(1, 3);
            Instant now = THEN.plusSeconds(10);
            List<String> taken = new ArrayList<>();
            leases.take("many", InstantSource.fixed(now), Duration.ofHours(1), 50, 9, Duration.ZERO)
                    .forEach(lease -> taken.add(lease.id()));
            assertThat(taken).containsExactly("many-1", "many-2", "many-3");
            assertThat(leases.giveBackAllBut("many", Set.of("many-2"), now.plusSeconds(5)))
                    .isEqualTo(2);
            assertThat(leases.take(
                            "other",
                            InstantSource.fixed(now.plusSeconds(4)),
                            Duration.ofHours(1),
                            50,
                            9,
                            Duration.ZERO))
                    .isEmpty();
            assertThat(leases.take(
                            "other",
                            InstantSource.fixed(now.plusSeconds(6)),
                            Duration.ofHours(1),
                            50,
                            9,
                            Duration.ZERO))
                    .extracting(Lease::id)
                    .containsExactlyInAnyOrder("many-1", "many-3");
        } finally {
            execute("delete from ingest.feed where id like 'many-%'");
        }
    }

    private void fill(int from, int to) throws SQLException {
        // Without the trigger: nobody is to be told of these.
        execute("""
                set local session_replication_role = replica;
                insert into ingest.feed (id, url, host, added, status, status_since, next_poll, next_poll_reason)
                select 'many-' || i, 'https://host-' || i %% 20000 || '.example/' || i, 'host-' || i %% 20000 || '.example',
                    now(), 'active', now(), timestamptz '2090-01-01 00:00Z' + make_interval(secs => i), 'floor'
                from generate_series(%d, %d) i
                """.formatted(from, to));
        execute("analyze ingest.feed");
    }

    private Cost cost() throws SQLException, JsonProcessingException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement explain =
                    connection.prepareStatement("explain (analyze, buffers, format json) " + Leases.DUE)) {
                explain.setTimestamp(1, Timestamp.from(THEN.plusSeconds(200_001)));
                explain.setInt(2, LOOKED_AT);
                try (ResultSet row = explain.executeQuery()) {
                    row.next();
                    JsonNode plan =
                            new ObjectMapper().readTree(row.getString(1)).get(0).get("Plan");
                    return new Cost(
                            plan.toString(),
                            plan.get("Shared Hit Blocks").asLong()
                                    + plan.get("Shared Read Blocks").asLong());
                }
            } finally {
                connection.rollback();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
