package dateline.query.search;

import dateline.query.search.SearchResult.Hit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Releases in the order in which they changed.
 *
 * @param releases the oldest change first; each release at its newest change only, withdrawn ones included
 * @param next where to go on, also when there is nothing more yet
 * @param more whether there are further changes already
 */
@Schema(description = "The answer to updated-since: releases in the order in which they changed.")
public record Changes(
        List<Hit> releases,

        @Schema(description = "Pass it as updated-since to go on, now or later.")
        String next,

        @Schema(description = "Whether there are further changes already; a page may be empty and more true.")
        boolean more) {}
