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
import dateline.query.search.Standing;
import dateline.query.search.StandingSearches;
import dateline.query.standing.Arrival;
import dateline.query.standing.StandingIndex;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int COMPILED_TOGETHER = 500;

    private final AlertTables tables;
    private final ChangeLog log;
    private final StandingSearches searches;
    private final SearchConfig limits;
    private final AlertConfig config;
    private final InstantSource clock;
    private final Counter matched;
    private final Timer matching;

    private final Map<UUID, Alert> alerts = new HashMap<>();
    private final Map<UUID, Long> versions = new HashMap<>();
    private StandingIndex<UUID> index;
    private Version known;
    private volatile int standing;
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
        this.matching = meters.timer("dateline.alerts.match");
        meters.gauge("dateline.alerts.standing", this, matcher -> matcher.standing);
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
        if (version.equals(known)) {
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
        List<Alert> read = tables.on(changed);
        for (int from = 0; from < read.size(); from += COMPILED_TOGETHER) {
            compile(read.subList(from, Math.min(from + COMPILED_TOGETHER, read.size())));
        }
        versions.putAll(now);
        known = version;
        standing = alerts.size();
    }

    private void compile(List<Alert> changed) {
        List<Alert> understood = new ArrayList<>();
        List<SearchRequest> requests = new ArrayList<>();
        for (Alert alert : changed) {
            // Each was understood when it was saved; a later version of the language may not.
            try {
                requests.add(AlertSearch.read(alert.search(), limits));
                understood.add(alert);
            } catch (ProblemException e) {
                forget(alert, e.getMessage());
            }
        }
        List<Optional<Standing>> compiled = searches.compileAll(requests);
        for (int i = 0; i < understood.size(); i++) {
            Alert alert = understood.get(i);
            if (compiled.get(i).isPresent()) {
                index.put(alert.id(), requests.get(i), compiled.get(i).get());
                alerts.put(alert.id(), alert);
            } else {
                forget(alert, "its words");
            }
        }
    }

    private void forget(Alert alert, String reason) {
        LOG.warnf("alert not understood id=%s reason=\"%s\"", alert.id(), reason);
        alerts.remove(alert.id());
        index.remove(alert.id());
    }

    private List<Match> match(List<Change> changes) {
        List<Match> matches = new ArrayList<>();
        for (Change change : changes) {
            matching.record(() -> match(change, matches));
        }
        return matches;
    }

    private void match(Change change, List<Match> matches) {
        Arrival arrival = new Arrival(change);
        Document release = arrival.document();
        // The contract: nobody is alerted to what was there before its feed was read for the first time.
        if (release.event().path("backfill").asBoolean()) {
            return;
        }
        boolean withdrawn = release.change().equals("withdrawn");
        for (UUID id : index.matching(arrival)) {
            if (!withdrawn || alerts.get(id).revisions()) {
                matches.add(new Match(id, change.id(), release.revision()));
            }
        }
    }
}
