package dateline.ingest.parse;

import java.util.List;

/**
 * A feed that was read.
 *
 * @param format the format that the document turned out to be
 * @param charset the name of the character encoding that it was decoded with
 * @param feed the feed's own facts
 * @param entries the entries in document order
 * @param repairs what had to be repaired, one element for each kind
 */
public record ParsedFeed(FeedFormat format, String charset, Feed feed, List<Entry> entries, List<Repair> repairs)
        implements ParseOutcome {

    public ParsedFeed {
        entries = List.copyOf(entries);
        repairs = List.copyOf(repairs);
    }
}
