package dateline.query;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The service's clock. */
class Clock {

    @Produces
    @Singleton
    InstantSource system() {
        return InstantSource.system();
    }
}
