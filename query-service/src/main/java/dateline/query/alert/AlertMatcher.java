package dateline.query.alert;

import dateline.query.alert.AlertTables.Match;
import dateline.query.alert.AlertTables.Version;
import dateline.query.change.Change;
import dateline.query.change.ChangeLog;
import dateline.query.change.ChangeLog.Slice;
import dateline.query.change.Follower;
import dateline.query.document.Document;
import dateline.query.match.Frequencies;
import dateline.query.problem.ProblemException;
import dateline.query.search.ChangePosition;
import dateline.query.search.SearchConfig;
import dateline.query.search.SearchRequest;
import dateline.query.search.StandingSearches;
import dateline.query.standing.Arrival;
import dateline.query.standing.StandingIndex;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Holds what comes against the alerts. Every replica may do so; the position is moved on together with what was matched, and only
 * from where it was, so each change is matched once whoever does it. Not for several threads at once.
 */
@ApplicationScoped
class AlertMatcher {

    private static final Logger LOG = Logger.getLogger(AlertMatcher.class);
    private static final int SAMPLE = 300;

    private final AlertTables tables;
    private final ChangeLog log;
    private final StandingSearches searches;
    private final SearchConfig limits;
    private final AlertConfig config;
    private final InstantSource clock;
    private final Counter matched;

    private final Map<UUID, Alert> alerts = new HashMap<>();
    private final Map<UUID, Long> versions = new HashMap<>();
    private StandingIndex<UUID> index;
    private Version read;
    private Follower follower;

    AlertMatcher(
            AlertTables tables,
            ChangeLog log,
            StandingSearches searches,
            SearchConfig limits,
            AlertConfig config,
            InstantSource clock,
            MeterRegistry meters) {
        this.tables = tables;
        this.log = log;
        this.searches = searches;
        this.limits = limits;
        this.config = config;
        this.clock = clock;
        this.matched = meters.counter("dateline.alerts.matched");
    }

    /** Matches the changes that have come. */
    void run() {
        readAlerts();
        ChangePosition position = tables.position().orElse(null);
        if (alerts.isEmpty() || position == null) {
            return;
        }
        if (follower == null || !follower.position().equals(position)) {
            follower = new Follower(log, position);
        }
        try {
            do {
                Slice slice = follower.next(config.slice()).orElse(null);
                if (slice == null || slice.changes().isEmpty()) {
                    return;
                }
                List<Match> matches = match(slice.changes());
                if (!tables.advance(position, slice.next(), matches, clock.instant())) {
                    // Another replica was faster.
                    follower = null;
                    return;
                }
                matched.increment(matches.size());
                position = slice.next();
            } while (follower.more());
        } catch (RuntimeException e) {
            follower = null;
            throw e;
        }
    }

    /** Compiles the searches again whose dates move. */
    void refresh() {
        alerts.forEach((id, alert) -> {
            String search = alert.search();
            if (search.contains("after") || search.contains("before")) {
                index.refresh(id);
            }
        });
    }

    private void readAlerts() {
        Version version = tables.version();
        if (version.equals(read)) {
            return;
        }
        if (index == null) {
            Frequencies frequencies = new Frequencies();
            log.sample(SAMPLE).forEach(frequencies::observe);
            index = new StandingIndex<>(searches, frequencies);
        }
        Map<UUID, Long> now = tables.versions();
        for (UUID id : List.copyOf(alerts.keySet())) {
            if (!now.containsKey(id)) {
                alerts.remove(id);
                versions.remove(id);
                index.remove(id);
            }
        }
        List<UUID> changed = new ArrayList<>();
        now.forEach((id, at) -> {
            if (!at.equals(versions.get(id))) {
                changed.add(id);
            }
        });
        for (Alert alert : tables.on(changed)) {
            try {
                SearchRequest request = AlertSearch.read(alert.search(), limits);
                index.put(alert.id(), request, searches.compile(request));
                alerts.put(alert.id(), alert);
            } catch (ProblemException e) {
                // It was understood when it was saved; a later version of the language may not.
                LOG.warnf("alert not understood id=%s reason=\"%s\"", alert.id(), e.getMessage());
                index.remove(alert.id());
            }
        }
        versions.putAll(now);
        read = version;
    }

    private List<Match> match(List<Change> changes) {
        List<Match> matches = new ArrayList<>();
        for (Change change : changes) {
            Arrival arrival = new Arrival(change);
            Document release = arrival.document();
            // The contract: nobody is alerted to what was there before its feed was read for the first time.
            if (release.event().path("backfill").asBoolean()) {
                continue;
            }
            boolean withdrawn = release.change().equals("withdrawn");
            for (UUID id : index.matching(arrival)) {
                if (!withdrawn || alerts.get(id).revisions()) {
                    matches.add(new Match(id, change.id(), release.revision()));
                }
            }
        }
        return matches;
    }
}
