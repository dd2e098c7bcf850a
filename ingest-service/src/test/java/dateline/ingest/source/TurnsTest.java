package dateline.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();
    private final AtomicInteger taken = new AtomicInteger();

    @Test
    void theEndWaitsForTheTurnUnderWayAndNoOtherBegins() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread job = new Thread(() -> turns.take(() -> {
            begun.countDown();
            while (!turns.areEnded()) {
                Thread.onSpinWait();
            }
            taken.incrementAndGet();
        }));
        job.start();
        begun.await();
        assertThat(turns.end(Duration.ofSeconds(20))).isTrue();
        assertThat(taken).hasValue(1);
        turns.take(taken::incrementAndGet);
        assertThat(taken).hasValue(1);
        job.join();
    }

    @Test
    void aTurnThatDoesNotEndIsTold() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread job = new Thread(() -> turns.take(() -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        job.start();
        begun.await();
        turns.take(taken::incrementAndGet); // one at a time
        assertThat(taken).hasValue(0);
        assertThat(turns.end(Duration.ofMillis(50))).isFalse();
        release.countDown();
        job.join();
    }

    @Test
    void aTurnThatFailsLeavesTheNextOneItsTurn() {
        try {
            turns.take(() -> {
                throw new IllegalStateException("the database is away");
            });
        } catch (IllegalStateException e) {
            turns.take(taken::incrementAndGet);
        }
        assertThat(taken).hasValue(1);
    }
}
