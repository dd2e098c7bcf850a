package dateline.deploy.newsroom;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What appears while the newsroom runs: first the releases held back and their updates, in the order and at the pace of
 * {@code live.txt}; then the exchange's bulletins without end, one a minute, every fifth of them corrected a little later.
 *
 * @param exchange who publishes the bulletins
 * @param steps the written part
 */
record Programme(Publisher exchange, List<Step> steps) {

    private static final Duration BULLETIN_EVERY = Duration.ofSeconds(60);
    private static final Duration CORRECTION_AFTER = Duration.ofSeconds(25);
    private static final int CORRECTED_EVERY = 5;

    /**
     * One appearance.
     *
     * @param after how long after the one before it
     * @param guid of the release
     * @param revision its number, from 1
     */
    record Step(Duration after, String guid, int revision) {}

    Programme {
        steps = List.copyOf(steps);
    }

    /**
     * The state at a moment: every step that has fallen due has appeared, at the moment at which it was due. So the result
     * does not depend on how often this is called.
     *
     * @param state what had appeared before
     * @param now the moment; one before {@code state.since()} changes nothing
     */
    LiveState advance(LiveState state, Instant now) {
        LiveState current = state;
        for (Step step = next(current); !due(current, step).isAfter(now); step = next(current)) {
            current = taken(current, step);
        }
        return current;
    }

    /** Whether the bulletin of this number is one of those that are corrected. */
    static boolean corrects(int number) {
        return number > 0 && number % CORRECTED_EVERY == 0;
    }

    private static Instant due(LiveState state, Step step) {
        return state.since().plus(step.after());
    }

    private LiveState taken(LiveState state, Step step) {
        boolean bulletin = step.guid().equals(MarketBulletin.guid(exchange, state.bulletins() + 1));
        return bulletin
                ? state.withBulletin(exchange, due(state, step))
                : state.with(step.guid(), step.revision(), due(state, step));
    }

    private Step next(LiveState state) {
        for (Step step : steps) {
            if (state.appeared(step.guid(), step.revision()) == null) {
                return step;
            }
        }
        int last = state.bulletins();
        boolean corrects = corrects(last);
        String lastGuid = MarketBulletin.guid(exchange, last);
        if (corrects && state.appeared(lastGuid, 2) == null) {
            return new Step(CORRECTION_AFTER, lastGuid, 2);
        }
        Duration after = corrects ? BULLETIN_EVERY.minus(CORRECTION_AFTER) : BULLETIN_EVERY;
        return new Step(after, MarketBulletin.guid(exchange, last + 1), 1);
    }
}
