package dateline.ingest.parse;

/**
 * What an element means for the feed or entry that it stands in.
 *
 * @param kind its meaning
 * @param rank how much it counts where several elements have one meaning; 0 counts most
 */
record Field(Kind kind, int rank) {

    enum Kind {
        CHANNEL,
        ITEM,
        TITLE,
        LINK,
        SUMMARY,
        CONTENT,
        ID,
        PUBLISHED,
        UPDATED,
        /** An author as structured element: name, e-mail address and page as children. */
        PERSON,
        /** An author as text. */
        AUTHOR,
        CATEGORY,
        /** A category in an attribute, perhaps with others inside. */
        CATEGORY_TREE,
        /** Categories in one text, separated by commas. */
        KEYWORDS,
        LANGUAGE,
        RIGHTS,
        ENCLOSURE,
        MEDIA,
        /** An element whose children count as if it were not there. */
        GROUP,
        IMAGE,
        IMAGE_URL,
        SOURCE,
        TTL,
        SKIP_HOURS,
        SKIP_DAYS,
        SKIP_VALUE,
        UPDATE_PERIOD,
        UPDATE_FREQUENCY,
        COMPLETE,
        ARCHIVE,
        /** An address as text that becomes a typed link. */
        RELATED,
        REPLY_TO,
        POINT,
        LATITUDE,
        LONGITUDE,
        NAME,
        EMAIL,
        URI,
        NOTHING
    }

    static final Field NOTHING = new Field(Kind.NOTHING, 0);

    /** Whether the element holds rich text: markup inside it is kept or turned into text, not ignored. */
    boolean isRich() {
        return kind == Kind.TITLE || kind == Kind.SUMMARY || kind == Kind.CONTENT;
    }
}
