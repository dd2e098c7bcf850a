package dateline.deploy.newsroom;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when a test says so. */
final class SteppedClock implements InstantSource {

    private volatile Instant now;

    SteppedClock(Instant now) {
        this.now = now;
    }

    void forward(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
