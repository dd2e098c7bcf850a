package dateline.ingest.source;

import dateline.ingest.problem.ProblemException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The fields of a feed as clients give them, checked one by one; a problem names the field. */
final class Fields {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int MAX_NAME = 200;
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG = 60;

    private Fields() {}

    static FeedUrl url(String field, String url) {
        try {
            return FeedUrl.of(url);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, e.getMessage());
        }
    }

    static String name(String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return text("name", name, MAX_NAME);
    }

    static String site(String site) {
        return site == null || site.isBlank() ? null : url("site", site).toString();
    }

    static String country(String country) {
        if (country == null || country.isBlank()) {
            return null;
        }
        if (!COUNTRIES.contains(country)) {
            throw ProblemException.invalid("country", "A country is an ISO 3166-1 alpha-2 code, such as KZ.");
        }
        return country;
    }

    static List<String> tags(List<String> tags) {
        if (tags == null) {
            return List.of();
        }
        if (tags.size() > MAX_TAGS) {
            throw ProblemException.invalid("tags", "A feed has at most " + MAX_TAGS + " tags.");
        }
        return tags.stream()
                .map(tag -> {
                    if (tag == null || tag.isBlank()) {
                        throw ProblemException.invalid("tags", "A tag has at least one character.");
                    }
                    return text("tags", tag, MAX_TAG);
                })
                .distinct()
                .toList();
    }

    static Duration interval(String interval) {
        if (interval == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(interval);
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(Duration.ofDays(365)) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below, like an interval out of range
        }
        throw ProblemException.invalid(
                "pollInterval", "An interval is an ISO 8601 duration between a second and a year, such as PT15M.");
    }

    private static String text(String field, String value, int max) {
        String text = value.strip();
        if (text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    field, "At most " + max + " characters are taken here, and no control characters.");
        }
        return text;
    }
}
