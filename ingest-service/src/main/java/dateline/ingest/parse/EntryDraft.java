package dateline.ingest.parse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An entry while it is read. Where several elements give one fact, the one with the lower rank wins; of equals the first
 * wins for text, the last for dates.
 */
final class EntryDraft {

    /** More categories, enclosures or links than any entry has; further ones are left out. */
    private static final int LIST_LIMIT = 500;

    private static final int UNSET = Integer.MAX_VALUE;

    private String id;
    private int idRank = UNSET;
    private boolean idIsPermalink;
    private String title;
    private int titleRank = UNSET;
    private String link;
    private int linkRank = UNSET;
    private Instant published;
    private int publishedRank = UNSET;
    private Instant updated;
    private int updatedRank = UNSET;
    private final List<Author> authors = new ArrayList<>(1);
    private int authorRank = UNSET;
    private String summary;
    private int summaryRank = UNSET;
    private String content;
    private int contentRank = UNSET;
    private final List<Category> categories = new ArrayList<>();
    private final List<Enclosure> enclosures = new ArrayList<>(2);
    private final List<FeedLink> links = new ArrayList<>(2);
    private String titleLanguage;
    private String summaryLanguage;
    private String contentLanguage;
    private String elementLanguage;
    private String statedLanguage;
    private String sourceTitle;
    private String sourceUrl;
    private String rights;
    private int rightsRank = UNSET;
    private Double latitude;
    private Double longitude;

    void id(String value, int rank, boolean permalink) {
        if (value != null && rank < idRank) {
            id = value;
            idRank = rank;
            idIsPermalink = permalink;
        }
    }

    /** A title, and the language in force where it stands. */
    void title(String value, int rank, String language) {
        if (value != null && rank < titleRank) {
            title = value;
            titleRank = rank;
            titleLanguage = language;
        }
    }

    void link(String value, int rank) {
        if (value != null && rank < linkRank) {
            link = value;
            linkRank = rank;
        }
    }

    void published(Instant value, int rank) {
        if (value != null && rank <= publishedRank) {
            published = value;
            publishedRank = rank;
        }
    }

    void updated(Instant value, int rank) {
        if (value != null && rank <= updatedRank) {
            updated = value;
            updatedRank = rank;
        }
    }

    /** An author; those of the best rank are all kept, each name once. */
    void author(Author author, int rank) {
        if (author == null || rank > authorRank || authors.size() == LIST_LIMIT) {
            return;
        }
        if (rank < authorRank) {
            authors.clear();
            authorRank = rank;
        }
        for (Author known : authors) {
            if (known.displayName().equalsIgnoreCase(author.displayName())) {
                return;
            }
        }
        authors.add(author);
    }

    void summary(String value, int rank, String language) {
        if (value != null && rank < summaryRank) {
            summary = value;
            summaryRank = rank;
            summaryLanguage = language;
        }
    }

    void content(String value, int rank, String language) {
        if (value != null && rank < contentRank) {
            content = value;
            contentRank = rank;
            contentLanguage = language;
        }
    }

    void category(String name, String scheme) {
        if (name == null || categories.size() == LIST_LIMIT) {
            return;
        }
        for (Category known : categories) {
            if (known.name().equals(name)) {
                return;
            }
        }
        categories.add(new Category(name, scheme));
    }

    void enclosure(String url, String type, String length) {
        if (url == null || enclosures.size() == LIST_LIMIT) {
            return;
        }
        for (Enclosure known : enclosures) {
            if (known.url().equals(url)) {
                return;
            }
        }
        enclosures.add(new Enclosure(url, type, length(length)));
    }

    void typedLink(FeedLink typed) {
        if (links.size() < LIST_LIMIT) {
            links.add(typed);
        }
    }

    /** The language in force at the entry's element. */
    void elementLanguage(String language) {
        elementLanguage = language;
    }

    /** The language that an element names for the entry. */
    void statedLanguage(String language) {
        if (statedLanguage == null) {
            statedLanguage = language;
        }
    }

    void source(String name, String url) {
        sourceTitle = sourceTitle == null ? name : sourceTitle;
        sourceUrl = sourceUrl == null ? url : sourceUrl;
    }

    void rights(String value, int rank) {
        if (value != null && rank < rightsRank) {
            rights = value;
            rightsRank = rank;
        }
    }

    void latitude(Double value) {
        latitude = value;
    }

    void longitude(Double value) {
        longitude = value;
    }

    /** Whether a reader could make something of the entry: it has a title or a text, and can be told from others. */
    boolean isUsable() {
        return (link != null || id != null) && (title != null || summary != null || content != null);
    }

    /**
     * The entry.
     *
     * @param feedAuthors the authors for an entry that has none
     * @param feedLanguage the language for an entry that names none
     */
    Entry toEntry(List<Author> feedAuthors, String feedLanguage) {
        if (link == null && idIsPermalink) {
            link = id;
        }
        return new Entry(
                id,
                idIsPermalink,
                title,
                link,
                published,
                updated,
                authors.isEmpty() ? feedAuthors : authors,
                summary,
                content,
                categories,
                enclosures,
                links,
                language(feedLanguage),
                sourceTitle == null && sourceUrl == null ? null : new Entry.Source(sourceTitle, sourceUrl),
                rights,
                location());
    }

    /** What an element says outright; else {@code xml:lang} at the text that matters most. Empty there means none. */
    private String language(String feedLanguage) {
        String language = statedLanguage;
        if (language == null) {
            language = content != null
                    ? contentLanguage
                    : summary != null ? summaryLanguage : title != null ? titleLanguage : elementLanguage;
        }
        if (language == null) {
            language = feedLanguage;
        }
        return language == null || language.isEmpty() ? null : language;
    }

    private Entry.GeoPoint location() {
        boolean valid = latitude != null && longitude != null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        return valid ? new Entry.GeoPoint(latitude, longitude) : null;
    }

    private static Long length(String text) {
        if (text == null) {
            return null;
        }
        String digits = text.strip().toLowerCase(Locale.ROOT).replaceAll("[, ]", "");
        if (digits.isEmpty() || digits.length() > 15 || !digits.chars().allMatch(unit -> unit >= '0' && unit <= '9')) {
            return null;
        }
        long length = Long.parseLong(digits);
        return length == 0 ? null : length;
    }
}
