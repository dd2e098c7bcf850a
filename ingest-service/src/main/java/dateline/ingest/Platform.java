package dateline.ingest;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** The outside world's time and chance. */
final class Platform {

    // Milliseconds are what Kafka keeps, and more than Postgres keeps would not survive a round trip.
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.tick(InstantSource.system(), Duration.ofMillis(1));
    }

    @Produces
    @Singleton
    RandomGenerator chance() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return ThreadLocalRandom.current().nextLong();
            }
        };
    }
}
