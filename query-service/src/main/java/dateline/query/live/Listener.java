package dateline.query.live;

import dateline.query.search.ChangePosition;
import dateline.query.search.SearchRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/** One who listens to a search. What it has not taken yet waits in the tables, not here. */
final class Listener {

    private final HttpServerResponse response;
    private final SearchRequest request;
    private final boolean whole;
    private volatile ChangePosition position;
    private volatile boolean gone;
    // On the clock of System.nanoTime; 0 while the listener takes what comes.
    private volatile long blockedSince;

    Listener(HttpServerResponse response, SearchRequest request, boolean whole, ChangePosition position) {
        this.response = response;
        this.request = request;
        this.whole = whole;
        this.position = position;
    }

    SearchRequest request() {
        return request;
    }

    boolean whole() {
        return whole;
    }

    /** Behind the last change that it was held against. */
    ChangePosition position() {
        return position;
    }

    void reached(ChangePosition reached) {
        position = reached;
    }

    boolean gone() {
        return gone || response.closed();
    }

    void leave() {
        gone = true;
    }

    /** Whether it has to take something before it is given more. */
    boolean full() {
        return response.writeQueueFull();
    }

    long blockedSince() {
        return blockedSince;
    }

    void send(Buffer frames) {
        if (!gone()) {
            response.write(frames);
        }
    }

    /** Runs something once the listener has taken what it was given, which may be at once. */
    void whenDrained(Runnable next) {
        blockedSince = System.nanoTime();
        AtomicBoolean done = new AtomicBoolean();
        Runnable once = () -> {
            if (done.compareAndSet(false, true)) {
                blockedSince = 0;
                next.run();
            }
        };
        response.drainHandler(nothing -> once.run());
        // It may have drained before it was listened to.
        if (!response.writeQueueFull()) {
            once.run();
        }
    }

    void end() {
        gone = true;
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }
}
