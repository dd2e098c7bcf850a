package dateline.query.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final long START = 5_000_000_000L;

    private final RateLimiter limiter = new RateLimiter();

    @Test
    void aBucketIsEmptiedAndFillsAgainWithTime() {
        for (int left = 59; left >= 0; left--) {
            assertThat(limiter.take("a", 60, START)).isEqualTo(new RateLimiter.Grant(true, left, 60 - left, 0));
        }
        assertThat(limiter.take("a", 60, START)).isEqualTo(new RateLimiter.Grant(false, 0, 60, 1));
        assertThat(limiter.take("a", 60, after(Duration.ofMillis(900))).granted())
                .isFalse();
        assertThat(limiter.take("a", 60, after(Duration.ofSeconds(2))).remaining())
                .isEqualTo(1);
        assertThat(limiter.take("a", 60, after(Duration.ofHours(1))).remaining())
                .isEqualTo(59);
    }

    @Test
    void callersDoNotTakeFromEachOther() {
        assertThat(limiter.take("a", 1, START).granted()).isTrue();
        assertThat(limiter.take("a", 1, START)).isEqualTo(new RateLimiter.Grant(false, 0, 60, 60));
        assertThat(limiter.take("b", 1, START).granted()).isTrue();
    }

    private static long after(Duration time) {
        return START + time.toNanos();
    }
}
