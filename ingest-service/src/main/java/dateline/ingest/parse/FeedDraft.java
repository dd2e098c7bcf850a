package dateline.ingest.parse;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A feed's own facts while they are read; ranks as in {@link EntryDraft}. */
final class FeedDraft {

    /** More authors or links than any feed has; further ones are left out. */
    private static final int LIST_LIMIT = 500;

    private static final int UNSET = Integer.MAX_VALUE;
    private static final Map<String, Duration> PERIODS = Map.of(
            "hourly", Duration.ofHours(1),
            "daily", Duration.ofDays(1),
            "weekly", Duration.ofDays(7),
            "monthly", Duration.ofDays(30),
            "yearly", Duration.ofDays(365));

    private String id;
    private String title;
    private int titleRank = UNSET;
    private String link;
    private int linkRank = UNSET;
    private String description;
    private int descriptionRank = UNSET;
    private String elementLanguage;
    private String statedLanguage;
    private int statedLanguageRank = UNSET;
    private Instant updated;
    private int updatedRank = UNSET;
    private final List<Author> authors = new ArrayList<>(1);
    private final List<FeedLink> links = new ArrayList<>(4);
    private String imageUrl;
    private String rights;
    private Duration ttl;
    private Duration period;
    private double frequency = 1;
    private final Set<Integer> skipHours = new TreeSet<>();
    private final Set<DayOfWeek> skipDays = EnumSet.noneOf(DayOfWeek.class);
    private boolean complete;
    private boolean archive;

    void id(String value) {
        id = id == null ? value : id;
    }

    void title(String value, int rank) {
        if (value != null && rank < titleRank) {
            title = value;
            titleRank = rank;
        }
    }

    void link(String value, int rank) {
        if (value != null && rank < linkRank) {
            link = value;
            linkRank = rank;
        }
    }

    void description(String value, int rank) {
        if (value != null && rank < descriptionRank) {
            description = value;
            descriptionRank = rank;
        }
    }

    void elementLanguage(String language) {
        elementLanguage = language == null ? elementLanguage : language;
    }

    void statedLanguage(String language, int rank) {
        if (language != null && rank < statedLanguageRank) {
            statedLanguage = language;
            statedLanguageRank = rank;
        }
    }

    void updated(Instant value, int rank) {
        if (value != null && rank <= updatedRank) {
            updated = value;
            updatedRank = rank;
        }
    }

    void author(Author author) {
        if (author != null && authors.size() < LIST_LIMIT) {
            authors.add(author);
        }
    }

    void typedLink(FeedLink typed) {
        if (links.size() < LIST_LIMIT) {
            links.add(typed);
        }
    }

    void imageUrl(String url) {
        imageUrl = imageUrl == null ? url : imageUrl;
    }

    void rights(String value) {
        rights = rights == null ? value : rights;
    }

    /** RSS 2.0: minutes. */
    void ttl(String minutes) {
        int value = number(minutes);
        if (value > 0) {
            ttl = Duration.ofMinutes(value);
        }
    }

    void updatePeriod(String name) {
        period = name == null ? null : PERIODS.get(name.toLowerCase(Locale.ROOT));
    }

    void updateFrequency(String times) {
        // The module knows whole numbers only; feeds that want to be read less often than their period write 0.1.
        double value = times != null && times.matches("[0-9]{1,6}(\\.[0-9]{1,6})?") ? Double.parseDouble(times) : 0;
        frequency = value > 0 ? value : 1;
    }

    /** An hour, 0 to 23 (some feeds count to 24), or an English weekday. */
    void skip(String value) {
        if (value == null) {
            return;
        }
        int hour = number(value);
        if (hour >= 0 && hour <= 24) {
            skipHours.add(hour % 24);
            return;
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().equalsIgnoreCase(value)) {
                skipDays.add(day);
            }
        }
    }

    void complete() {
        complete = true;
    }

    void archive() {
        archive = true;
    }

    List<Author> authors() {
        return authors;
    }

    /** Whether anything at all was read. */
    boolean isBlank() {
        return title == null && link == null && id == null && description == null && links.isEmpty();
    }

    /** The language: what an element says, else {@code xml:lang} of the feed, else the HTTP header. */
    String language(String header) {
        String language = statedLanguage != null ? statedLanguage : elementLanguage != null ? elementLanguage : header;
        return language == null || language.isEmpty() ? null : language;
    }

    Feed toFeed(String contentLanguage) {
        return new Feed(
                id,
                title,
                link,
                description,
                language(contentLanguage),
                updated,
                authors,
                links,
                imageUrl,
                rights,
                new PollHints(
                        ttl,
                        period == null ? null : Duration.ofSeconds(Math.round(period.toSeconds() / frequency)),
                        skipHours,
                        skipDays),
                complete,
                archive);
    }

    /** A number of at most six digits, -1 for anything else. */
    private static int number(String text) {
        if (text == null || text.isEmpty() || text.length() > 6) {
            return -1;
        }
        return text.chars().allMatch(unit -> unit >= '0' && unit <= '9') ? Integer.parseInt(text) : -1;
    }
}
