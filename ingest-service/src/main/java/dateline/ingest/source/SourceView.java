package dateline.ingest.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A feed as the REST interface shows it.
 *
 * @param id its id, as releases name it
 * @param url its URL
 * @param name the operator's name for it, else its own title, else its host
 * @param site the URL of its site, or null
 * @param country ISO 3166-1 alpha-2, or null
 * @param tags the operator's labels
 * @param pollInterval the operator's interval for it, ISO 8601, or null
 * @param status its state
 * @param reason why, as a stable code; null when all is well
 * @param detail one sentence for a person, or null
 * @param statusSince since when
 * @param added when it was added
 * @param lastAttempt when it was last asked, or null
 * @param lastSuccess when it was last read or found unchanged, or null
 * @param lastNewRelease when it last brought a new release, or null
 * @param nextPoll when it is asked next, null when polling has stopped
 * @param nextPollReason why then
 * @param pushUntil until when a hub pushes it, or null when none does
 * @param failures how many polls in a row have not worked
 * @param lastEntries how many entries the last document had, or null
 * @param lastRefused how many of them gave no release, or null
 */
record SourceView(
        String id,
        String url,
        String name,
        String site,
        String country,
        List<String> tags,
        Duration pollInterval,
        String status,
        String reason,
        String detail,
        Instant statusSince,
        Instant added,
        Instant lastAttempt,
        Instant lastSuccess,
        Instant lastNewRelease,
        Instant nextPoll,
        String nextPollReason,
        Instant pushUntil,
        int failures,
        Integer lastEntries,
        Integer lastRefused) {

    static SourceView of(Source source) {
        SourceFacts facts = source.facts();
        return new SourceView(
                source.id,
                source.url,
                Source.displayName(source.name, source.title, source.host),
                source.site == null ? source.link : source.site,
                source.country,
                facts.tags(),
                facts.pollInterval(),
                source.status,
                source.reason,
                source.detail,
                source.statusSince,
                source.added,
                source.lastAttempt,
                source.lastSuccess,
                source.lastNewRelease,
                source.nextPoll,
                source.nextPollReason,
                source.pushUntil,
                source.failures,
                source.lastEntries,
                source.lastRefused);
    }
}
