package dateline.ingest.source;

import dateline.ingest.source.OpmlImport.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far an import of a list of feeds is.
 *
 * @param id its id
 * @param state {@code running}, {@code done} or {@code broken-off}
 * @param reason why it was broken off, or null
 * @param created when the list came
 * @param finished when the last feed was looked at, or null
 * @param total how many feeds the list has
 * @param done how many have been looked at
 * @param added how many were added
 * @param known how many were there already, or earlier in the list
 * @param refused how many cannot be feeds
 * @param refusals the first of them in the order of the list, each with its line and the reason
 */
record ImportView(
        UUID id,
        String state,
        String reason,
        Instant created,
        Instant finished,
        int total,
        int done,
        int added,
        int known,
        int refused,
        List<Refusal> refusals) {

    ImportView {
        refusals = List.copyOf(refusals);
    }
}
