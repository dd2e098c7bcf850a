package dateline.deploy.newsroom;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has appeared live so far. Kept in a file, so that nothing appears twice or changes its date when the newsroom is
 * started again.
 *
 * @param since the last appearance or the last start, from which the next appearance is counted
 * @param bulletins how many market bulletins were ever published
 * @param appearances guid to revision number to the moment of its appearance; of the bulletins only the last
 *     {@value #KEPT_BULLETINS}
 */
record LiveState(Instant since, int bulletins, SortedMap<String, SortedMap<Integer, Instant>> appearances) {

    /** Bulletins come without end; older ones have long left the feed and are forgotten. */
    static final int KEPT_BULLETINS = 120;

    LiveState {
        if (bulletins < 0) {
            throw new IllegalArgumentException("bulletins: " + bulletins);
        }
        SortedMap<String, SortedMap<Integer, Instant>> copy = new TreeMap<>();
        appearances.forEach((guid, revisions) -> copy.put(guid, Collections.unmodifiableSortedMap(revisions)));
        appearances = Collections.unmodifiableSortedMap(copy);
    }

    /** The state of a newsroom that starts for the first time. */
    static LiveState fresh(Instant now) {
        return new LiveState(now, 0, new TreeMap<>());
    }

    /** The same after a restart: the time it was down does not count. */
    LiveState resumed(Instant now) {
        return new LiveState(now, bulletins, appearances);
    }

    /** When this revision appeared, or null when it has not. */
    Instant appeared(String guid, int revision) {
        SortedMap<Integer, Instant> revisions = appearances.get(guid);
        return revisions == null ? null : revisions.get(revision);
    }

    /** This state and one appearance more, which becomes the moment to count from. */
    LiveState with(String guid, int revision, Instant at) {
        SortedMap<String, SortedMap<Integer, Instant>> copy = new TreeMap<>(appearances);
        SortedMap<Integer, Instant> revisions = new TreeMap<>(copy.getOrDefault(guid, new TreeMap<>()));
        revisions.put(revision, at);
        copy.put(guid, revisions);
        return new LiveState(at, bulletins, copy);
    }

    /** This state with the next bulletin published; the one that leaves the window is forgotten. */
    LiveState withBulletin(Publisher exchange, Instant at) {
        LiveState published = with(MarketBulletin.guid(exchange, bulletins + 1), 1, at);
        SortedMap<String, SortedMap<Integer, Instant>> copy = new TreeMap<>(published.appearances);
        copy.remove(MarketBulletin.guid(exchange, bulletins + 1 - KEPT_BULLETINS));
        return new LiveState(at, bulletins + 1, copy);
    }
}
