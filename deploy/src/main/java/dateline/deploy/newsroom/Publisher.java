package dateline.deploy.newsroom;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * An invented organisation with a newsroom.
 *
 * @param id names its path, its content file and its feed
 * @param name as its pages and feeds show it
 * @param domain a domain under {@code .example}, for tag URIs (RFC 4151)
 * @param language BCP 47 tag of its releases unless one says another
 * @param zone in which its dates are written
 * @param format of its only feed
 * @param description one sentence for feed and home page
 * @param sections the site's navigation, as words
 */
record Publisher(
        String id,
        String name,
        String domain,
        String language,
        ZoneId zone,
        FeedFormat format,
        String description,
        List<String> sections) {

    Publisher {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("publisher id is no path segment: " + id);
        }
        Objects.requireNonNull(name, id);
        Objects.requireNonNull(domain, id);
        Objects.requireNonNull(language, id);
        Objects.requireNonNull(zone, id);
        Objects.requireNonNull(format, id);
        Objects.requireNonNull(description, id);
        sections = List.copyOf(sections);
    }

    /** The identifier of one of its releases: a tag URI, which no move of the site changes. */
    String guid(String slug) {
        return "tag:" + domain + ",2024:" + slug;
    }

    /** Where its pages begin, with a slash at both ends. */
    String path() {
        return "/" + id + "/";
    }

    /** The path of its feed. */
    String feedPath() {
        return path() + format.file();
    }

    /** The path of one of its article pages. */
    String articlePath(String slug) {
        return path() + "news/" + slug;
    }
}
