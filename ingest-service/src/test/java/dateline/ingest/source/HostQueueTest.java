package dateline.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class HostQueueTest {

    private static final Instant NOW = Instant.parse("2026-03-03T10:40:00Z");
    private static final Duration SPACING = Duration.ofSeconds(2);

    private static HostQueue queue(Instant quietUntil, int active) {
        return new HostQueue(2, SPACING, Instant.EPOCH, Instant.EPOCH, quietUntil, active);
    }

    @Test
    void theFirstStartsAndTheOthersArePromisedOneMomentEach() {
        HostQueue queue = queue(Instant.EPOCH, 0);
        assertThat(queue.turn(false, NOW)).isEqualTo(NOW);
        assertThat(queue.turn(false, NOW)).isEqualTo(NOW.plusSeconds(2));
        assertThat(queue.turn(false, NOW)).isEqualTo(NOW.plusSeconds(4));
        assertThat(queue.lastStart()).isEqualTo(NOW);
        assertThat(queue.nextSlot()).isEqualTo(NOW.plusSeconds(6));
    }

    @Test
    void aFullHostIsNotAsked() {
        assertThat(queue(Instant.EPOCH, 2).turn(false, NOW)).isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    void aHostThatWantsToBeLeftAloneIsLeftAloneAlsoByThoseWhoWerePromised() {
        HostQueue queue = queue(NOW.plusSeconds(100), 0);
        assertThat(queue.turn(true, NOW)).isEqualTo(NOW.plusSeconds(100));
        assertThat(queue.turn(true, NOW)).isEqualTo(NOW.plusSeconds(102));
        assertThat(queue.turn(false, NOW)).isEqualTo(NOW.plusSeconds(104));
    }

    @Test
    void whoComesTooLateForItsMomentDoesNotGoToTheEnd() {
        HostQueue queue = new HostQueue(2, SPACING, NOW.minusSeconds(1), NOW.plusSeconds(500), Instant.EPOCH, 0);
        assertThat(queue.turn(true, NOW)).isEqualTo(NOW.plusSeconds(2));
        assertThat(queue.turn(false, NOW)).isEqualTo(NOW.plusSeconds(500));
    }

    private record Waiting(int feed, Instant at, boolean promised) {}

    @Test
    void c48_fiftyFeedsStartInTheirOrderFarEnoughApartAndEachLooksFewTimes() {
        PriorityQueue<Waiting> waiting =
                new PriorityQueue<>(java.util.Comparator.comparing(Waiting::at).thenComparing(Waiting::feed));
        for (int i = 0; i < 50; i++) {
            waiting.add(new Waiting(i, NOW, false));
        }
        HostQueue queue = queue(Instant.EPOCH, -50); // each has ended before the next begins
        List<Instant> starts = new ArrayList<>();
        int looks = 0;
        for (Instant now = NOW; !waiting.isEmpty(); now = now.plusMillis(700)) {
            List<Waiting> due = new ArrayList<>();
            while (!waiting.isEmpty() && !waiting.peek().at().isAfter(now)) {
                due.add(waiting.poll());
            }
            for (Waiting feed : due) {
                looks++;
                Instant turn = queue.turn(feed.promised(), now);
                if (turn.equals(now)) {
                    starts.add(now);
                } else {
                    waiting.add(new Waiting(feed.feed(), turn, true));
                }
            }
        }
        assertThat(starts).hasSize(50);
        for (int i = 1; i < starts.size(); i++) {
            assertThat(Duration.between(starts.get(i - 1), starts.get(i))).isGreaterThanOrEqualTo(SPACING);
        }
        assertThat(starts.get(49)).isBefore(NOW.plusSeconds(150));
        assertThat(looks).isLessThan(50 * 14);
    }
}
