package dateline.query.live;

import dateline.query.change.Change;
import dateline.query.change.ChangeLog;
import dateline.query.change.ChangeLog.Slice;
import dateline.query.change.Follower;
import dateline.query.change.Repeated;
import dateline.query.match.Condition;
import dateline.query.match.Frequencies;
import dateline.query.search.ChangePosition;
import dateline.query.search.Standing;
import dateline.query.search.StandingSearches;
import dateline.query.standing.Arrival;
import dateline.query.standing.StandingIndex;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Gives listeners the changes that match their searches. Each replica follows the tables by itself, by polling: a notification
 * could be lost with its connection and would need a look at the tables all the same, while a poll that finds no new number is
 * two short statements for all listeners together.
 *
 * <p>A listener comes from a position. It is first read what lies behind it, from the tables; when it has come to the end, it
 * joins those that are given each change as it comes. One that does not take what it is given leaves them, and is read on from
 * where it was once it has drained: nothing is lost, and nothing waits in memory.
 */
@Startup
@ApplicationScoped
class LiveHub {

    private static final Logger LOG = Logger.getLogger(LiveHub.class);
    private static final long EMBARGOES_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ChangeLog log;
    private final StandingSearches searches;
    private final LiveConfig config;
    private final Counter sent;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService hub;
    private final ExecutorService readers;
    private final List<ScheduledFuture<?>> schedule;

    // What follows is the hub thread's alone.
    private final StandingIndex<Listener> index;
    private final Deque<Arrival> recent = new ArrayDeque<>();
    private ChangePosition recentStart;
    private Follower follower;
    private long embargoesLifted;

    LiveHub(ChangeLog log, StandingSearches searches, LiveConfig config, MeterRegistry meters) {
        this.log = log;
        this.searches = searches;
        this.config = config;
        this.index = new StandingIndex<>(searches, new Frequencies());
        this.sent = meters.counter("dateline.live.sent");
        meters.gaugeCollectionSize("dateline.live.listeners", List.of(), listeners);
        this.hub = Executors.newSingleThreadScheduledExecutor(Repeated.daemons("live-hub"));
        this.readers = Executors.newFixedThreadPool(config.readers(), Repeated.daemons("live-reader"));
        long poll = config.poll().toNanos();
        long heartbeat = config.heartbeat().toNanos();
        this.schedule = List.of(
                hub.scheduleWithFixedDelay(
                        Repeated.guarded(LOG, "live", "poll", this::poll), poll, poll, TimeUnit.NANOSECONDS),
                hub.scheduleWithFixedDelay(
                        Repeated.guarded(LOG, "live", "heartbeat", this::heartbeat),
                        heartbeat,
                        heartbeat,
                        TimeUnit.NANOSECONDS));
    }

    /** How many listen. */
    int size() {
        return listeners.size();
    }

    /** Takes a listener in, at the position that it comes from. */
    void join(Listener listener) {
        listeners.add(listener);
        listener.send(Frame.opening(listener.position()));
        read(listener);
    }

    /** Lets a listener go. */
    void leave(Listener listener) {
        listener.leave();
        listeners.remove(listener);
        onHub(() -> index.remove(listener));
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.forEach(task -> task.cancel(false));
        hub.shutdownNow();
        readers.shutdownNow();
        listeners.forEach(Listener::end);
    }

    /** Reads a listener what lies behind its position, then lets it join the others. */
    private void read(Listener listener) {
        onReader(listener, () -> {
            Standing standing = searches.compile(listener.request());
            Condition condition = Condition.parse(standing.query());
            boolean more = true;
            while (more && !listener.gone()) {
                if (listener.full()) {
                    listener.whenDrained(() -> read(listener));
                    return;
                }
                Slice slice = log.after(listener.position(), config.slice());
                Buffer frames = Buffer.buffer();
                for (Change change : slice.changes()) {
                    Arrival arrival = new Arrival(change);
                    if (!standing.impossible()
                            && standing.covers(change.published())
                            && condition.matches(arrival.lexemes())) {
                        frames.appendBuffer(Frame.of(arrival, listener.whole()));
                        sent.increment();
                    }
                }
                if (frames.length() > 0) {
                    listener.send(frames);
                }
                listener.reached(slice.next());
                more = slice.more();
            }
            onHub(() -> follow(listener, standing));
        });
    }

    // On the hub's thread: from here on the listener is given each change as it comes.
    private void follow(Listener listener, Standing standing) {
        if (listener.gone()) {
            return;
        }
        if (follower == null) {
            follower = new Follower(log, listener.position());
            recent.clear();
            recentStart = listener.position();
        }
        if (listener.position().compareTo(recentStart) < 0) {
            read(listener);
            return;
        }
        index.put(listener, listener.request(), standing);
        Condition condition = Condition.parse(standing.query());
        Buffer frames = Buffer.buffer();
        for (Arrival arrival : recent) {
            if (arrival.change().position().compareTo(listener.position()) > 0
                    && !standing.impossible()
                    && standing.covers(arrival.change().published())
                    && condition.matches(arrival.lexemes())) {
                frames.appendBuffer(Frame.of(arrival, listener.whole()));
                sent.increment();
            }
        }
        if (frames.length() > 0) {
            listener.send(frames);
        }
        if (follower.position().compareTo(listener.position()) > 0) {
            listener.reached(follower.position());
        }
    }

    private void poll() {
        if (index.isEmpty()) {
            follower = null;
            return;
        }
        if (System.nanoTime() - embargoesLifted > EMBARGOES_NANOS) {
            searches.liftEmbargoes();
            embargoesLifted = System.nanoTime();
        }
        do {
            Slice slice = follower.next(config.slice()).orElse(null);
            if (slice == null) {
                return;
            }
            try {
                give(slice);
            } catch (RuntimeException e) {
                LOG.warnf("live read again reason=\"%s\"", e);
                for (Listener listener : index.keys()) {
                    index.remove(listener);
                    read(listener);
                }
                return;
            }
        } while (follower.more());
    }

    private void give(Slice slice) {
        Map<Listener, Buffer> given = new HashMap<>();
        for (Change change : slice.changes()) {
            Arrival arrival = new Arrival(change);
            Buffer[] frames = new Buffer[2];
            for (Listener listener : index.matching(arrival)) {
                // One that has read ahead of the others has had it.
                if (change.position().compareTo(listener.position()) > 0) {
                    int form = listener.whole() ? 1 : 0;
                    if (frames[form] == null) {
                        frames[form] = Frame.of(arrival, listener.whole());
                    }
                    given.computeIfAbsent(listener, any -> Buffer.buffer()).appendBuffer(frames[form]);
                }
            }
            recent.add(arrival);
        }
        while (recent.size() > config.recent()) {
            recentStart = recent.remove().change().position();
        }
        for (Listener listener : index.keys()) {
            Buffer frames = given.get(listener);
            if (listener.gone()) {
                leave(listener);
            } else if (frames != null && listener.full()) {
                // It stays where it was, and is read on from there.
                index.remove(listener);
                listener.whenDrained(() -> read(listener));
            } else {
                if (frames != null) {
                    listener.send(frames);
                    sent.increment();
                }
                if (slice.next().compareTo(listener.position()) > 0) {
                    listener.reached(slice.next());
                }
            }
        }
    }

    private void heartbeat() {
        Set<Listener> following = index.keys();
        for (Iterator<Listener> all = listeners.iterator(); all.hasNext(); ) {
            Listener listener = all.next();
            long blocked = listener.blockedSince();
            if (listener.gone()) {
                leave(listener);
            } else if (blocked != 0
                    && System.nanoTime() - blocked > config.patience().toNanos()) {
                LOG.infof("listener slow position=%s", listener.position().format());
                listener.end();
                leave(listener);
            } else if (following.contains(listener) && !listener.full()) {
                listener.send(Frame.heartbeat(listener.position()));
            }
        }
    }

    private void onHub(Runnable work) {
        if (!hub.isShutdown()) {
            hub.execute(Repeated.guarded(LOG, "live", "hub", work));
        }
    }

    private void onReader(Listener listener, Runnable work) {
        if (readers.isShutdown()) {
            return;
        }
        readers.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                // It comes back to where it was.
                LOG.warnf(
                        "listener ended position=%s reason=\"%s\"",
                        listener.position().format(), e);
                listener.end();
                leave(listener);
            }
        });
    }
}
