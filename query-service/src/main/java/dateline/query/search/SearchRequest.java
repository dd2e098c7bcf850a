package dateline.query.search;

import dateline.query.problem.ProblemException;
import dateline.query.text.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A search as it was asked for, every parameter checked.
 *
 * @param text the words, empty for all releases
 * @param filters what narrows it besides words and dates
 * @param from earliest date of publication, inclusive, or null
 * @param to latest date of publication, exclusive, or null
 * @param order how the page is ordered
 * @param limit releases in the page
 * @param cursor where the page before ended, or null for the first page
 */
public record SearchRequest(
        String text, Filters filters, Instant from, Instant to, Order order, int limit, Cursor cursor) {

    /** The order of a page. */
    public enum Order {
        /** By date of publication, the newest first. */
        NEWEST,
        /** By how well the words fit, among the newest matches; one page only. */
        RELEVANCE
    }

    private static final Set<String> PARAMETERS = Set.of(
            "q",
            "source",
            "country",
            "entity",
            "topic",
            "language",
            "group",
            "speaker",
            "about",
            "state",
            "duplicates",
            "from",
            "to",
            "withdrawn",
            "order",
            "limit",
            "cursor");
    private static final Instant EARLIEST = Instant.parse("1600-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MAX_VALUES = 20;
    private static final int MAX_VALUE_LENGTH = 500;

    /**
     * Checks the parameters of a request.
     *
     * @param parameters each with its values
     * @param config the limits
     * @return the search
     * @throws ProblemException 400, naming the parameter, when one is unknown or has a value that cannot be used
     */
    public static SearchRequest of(Map<String, List<String>> parameters, SearchConfig config) {
        for (String name : parameters.keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw ProblemException.badParameter(
                        shortened(name),
                        "There is no such parameter. There are: "
                                + String.join(", ", PARAMETERS.stream().sorted().toList()) + ".");
            }
        }
        String text = single(parameters, "q", "").strip();
        if (text.length() > config.maxQueryLength()) {
            throw ProblemException.badParameter("q", "At most " + config.maxQueryLength() + " characters.");
        }
        List<Filters.State> states = states(parameters);
        SearchRequest unpaged = new SearchRequest(
                text,
                new Filters(
                        many(parameters, "source"),
                        many(parameters, "country"),
                        many(parameters, "entity"),
                        many(parameters, "topic"),
                        many(parameters, "language"),
                        many(parameters, "group"),
                        many(parameters, "speaker"),
                        many(parameters, "about"),
                        states,
                        choice(parameters, "duplicates", "show", "collapse") == 1,
                        choice(parameters, "withdrawn", "exclude", "include") == 1
                                || states.contains(Filters.State.WITHDRAWN)),
                instant(parameters, "from", false),
                instant(parameters, "to", true),
                Order.values()[choice(parameters, "order", "newest", "relevance")],
                limit(parameters, config),
                null);
        String cursor = single(parameters, "cursor", "");
        if (unpaged.order == Order.RELEVANCE && !cursor.isEmpty()) {
            throw ProblemException.badParameter("cursor", "An order by relevance has one page.");
        }
        return cursor.isEmpty() ? unpaged : unpaged.after(Cursor.parse(cursor, unpaged.fingerprint()));
    }

    /** The same search, continued after a position. */
    public SearchRequest after(Cursor position) {
        return new SearchRequest(text, filters, from, to, order, limit, position);
    }

    /** The same search with another number of releases in the page, which may be above what a request may ask for. */
    public SearchRequest limited(int most) {
        return new SearchRequest(text, filters, from, to, order, most, cursor);
    }

    /** The same search, within a narrower range of dates; null leaves an end as it is. */
    SearchRequest within(Instant earliest, Instant latest) {
        Instant start = earliest != null && (from == null || earliest.isAfter(from)) ? earliest : from;
        Instant end = latest != null && (to == null || latest.isBefore(to)) ? latest : to;
        return new SearchRequest(text, filters, start, end, order, limit, cursor);
    }

    /**
     * The words as a tree, or null when there are none.
     *
     * @param now what relative dates count from
     * @throws ProblemException 400 when they cannot be understood
     */
    Query tree(Instant now) {
        return text.isEmpty() ? null : QueryParser.parse(text, now);
    }

    /** Tells this search from others, whatever its page and limit: a cursor belongs to one search. */
    public String fingerprint() {
        String all = String.join("\u0000", text, filters.toString(), String.valueOf(from), String.valueOf(to));
        return Sha256.hex(all, 8);
    }

    private static String single(Map<String, List<String>> parameters, String name, String otherwise) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw ProblemException.badParameter(name, "May be given once.");
        }
        return values.isEmpty() ? otherwise : values.get(0);
    }

    private static List<String> many(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > MAX_VALUES) {
            throw ProblemException.badParameter(name, "May be given " + MAX_VALUES + " times.");
        }
        for (String value : values) {
            if (value.isBlank() || value.length() > MAX_VALUE_LENGTH) {
                throw ProblemException.badParameter(name, "Must have 1 to " + MAX_VALUE_LENGTH + " characters.");
            }
        }
        return List.copyOf(values);
    }

    private static List<Filters.State> states(Map<String, List<String>> parameters) {
        return many(parameters, "state").stream()
                .map(value -> Arrays.stream(Filters.State.values())
                        .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(value))
                        .findFirst()
                        .orElseThrow(
                                () -> ProblemException.badParameter("state", "Must be new, updated or withdrawn.")))
                .distinct()
                .toList();
    }

    /** The place of the value among the choices; the first one is meant when there is none. */
    private static int choice(Map<String, List<String>> parameters, String name, String... choices) {
        int choice = List.of(choices).indexOf(single(parameters, name, choices[0]));
        if (choice < 0) {
            throw ProblemException.badParameter(name, "Must be " + String.join(" or ", choices) + ".");
        }
        return choice;
    }

    private static int limit(Map<String, List<String>> parameters, SearchConfig config) {
        String value = single(parameters, "limit", Integer.toString(config.defaultLimit()));
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= config.maxLimit()) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number out of range.
        }
        throw ProblemException.badParameter("limit", "Must be a number from 1 to " + config.maxLimit() + ".");
    }

    // A day stands for its start, or for its end where it closes the range.
    private static Instant instant(Map<String, List<String>> parameters, String name, boolean closing) {
        String value = single(parameters, name, "");
        if (value.isEmpty()) {
            return null;
        }
        try {
            if (value.length() == 10) {
                LocalDate day = LocalDate.parse(value);
                return usable((closing ? day.plusDays(1) : day)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
            }
            // A plus sign that nobody escaped arrives as a space.
            return usable(OffsetDateTime.parse(value.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            throw ProblemException.badParameter(
                    name, "Must be a date such as 2026-03-01 or a time such as 2026-03-01T09:30:00Z.");
        }
    }

    /** The instant, if it is one that the tables can be asked for. */
    static Instant usable(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new DateTimeException("not of the years 1600 to 9999");
        }
        return instant;
    }

    private static String shortened(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "..." : name;
    }
}
