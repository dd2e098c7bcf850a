package dateline.query.alert;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * A saved search.
 *
 * @param id names it
 * @param owner the id of the key that owns it
 * @param name what its owner calls it
 * @param search the search's parameters, as in the query of its URL
 * @param webhook where its owner is told
 * @param digestMinutes how often what came together is told; 0 for at once
 * @param revisions whether each further revision of a release is told too, withdrawals among them
 * @param created when it was made
 * @param failingSince when the webhook failed first without a success since, or null
 * @param disabled when it was disabled, or null
 * @param notice why it is disabled, or null
 */
record Alert(
        UUID id,
        String owner,
        String name,
        String search,
        URI webhook,
        int digestMinutes,
        boolean revisions,
        Instant created,
        Instant failingSince,
        Instant disabled,
        String notice) {}
