package dateline.ingest.source;

import dateline.ingest.problem.ProblemException;
import java.util.List;

/**
 * A feed to add.
 *
 * @param url its URL, or null to search its site for it
 * @param id its id, or null to make one of the URL
 * @param name its name, or null
 * @param site the URL of its site, or null
 * @param country ISO 3166-1 alpha-2, or null
 * @param tags labels, or null
 * @param pollInterval how often to ask, ISO 8601 such as {@code PT15M}, or null
 */
record NewSource(
        String url, String id, String name, String site, String country, List<String> tags, String pollInterval) {

    FeedUrl feedUrl() {
        if (url == null || url.isBlank()) {
            throw ProblemException.invalid("url", "A feed needs a URL, or a site to search for it.");
        }
        return Fields.url("url", url);
    }

    boolean isToBeFound() {
        return (url == null || url.isBlank()) && site != null && !site.isBlank();
    }

    NewSource at(String found) {
        return new NewSource(found, id, name, site, country, tags, pollInterval);
    }

    String checkedId() {
        if (id != null && !id.matches("[a-z0-9][a-z0-9._-]{0,99}")) {
            throw ProblemException.invalid(
                    "id",
                    "An id has 1 to 100 of a-z, 0-9, dot, underscore and hyphen, and starts with a letter or digit.");
        }
        return id;
    }

    SourceFacts facts() {
        return new SourceFacts(
                Fields.name(name),
                Fields.site(site),
                Fields.country(country),
                Fields.tags(tags),
                Fields.interval(pollInterval));
    }
}
