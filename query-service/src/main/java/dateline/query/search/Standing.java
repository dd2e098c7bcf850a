package dateline.query.search;

import java.time.Instant;
import java.util.Set;

/**
 * A search compiled to be held against releases as they come, as long as no new language and no new name comes up.
 *
 * @param query a {@code tsquery} over words and filter terms, empty when every release matches
 * @param impossible whether no release can match at present
 * @param from earliest date of publication, inclusive, or null
 * @param to latest date of publication, exclusive, or null
 * @param names the names of entities that it uses, folded: when an entity of such a name comes up that was unknown, the search
 *     has to be compiled again
 */
public record Standing(String query, boolean impossible, Instant from, Instant to, Set<String> names) {

    /** Guards the names. */
    public Standing {
        names = Set.copyOf(names);
    }

    /** Whether a release published then lies in the search's dates. */
    public boolean covers(Instant published) {
        return (from == null || !published.isBefore(from)) && (to == null || published.isBefore(to));
    }
}
