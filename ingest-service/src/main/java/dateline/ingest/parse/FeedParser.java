package dateline.ingest.parse;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Reads a feed of any of the {@link FeedFormat formats}. Stateless and safe for use by any number of threads. */
public final class FeedParser {

    /**
     * Reads a document.
     *
     * @param body the bytes as fetched, after content decoding
     * @param context where they came from and how they were labelled
     * @return the feed, or why there is none; a document never makes this method throw
     */
    public ParseOutcome parse(byte[] body, FeedContext context) {
        try (XmlReader reader = new XmlReader(
                new ByteArrayInputStream(body), context.contentType().orElse("application/xml"), true)) {
            SyndFeed feed = new SyndFeedInput().build(reader);
            return new ParsedFeed(
                    FeedFormat.RSS_20,
                    reader.getEncoding(),
                    feed(feed),
                    feed.getEntries().stream().map(FeedParser::entry).toList(),
                    List.of());
        } catch (FeedException | IOException | IllegalArgumentException e) {
            return new ParseFailure(FailureReason.BROKEN, String.valueOf(e.getMessage()), Position.START, List.of());
        }
    }

    private static Feed feed(SyndFeed feed) {
        return new Feed(
                feed.getUri(),
                feed.getTitle(),
                feed.getLink(),
                feed.getDescription(),
                feed.getLanguage(),
                instant(feed.getPublishedDate()),
                List.of(),
                List.of(),
                null,
                feed.getCopyright(),
                PollHints.NONE,
                false,
                false);
    }

    private static Entry entry(SyndEntry entry) {
        return new Entry(
                entry.getUri(),
                false,
                entry.getTitle(),
                entry.getLink(),
                instant(entry.getPublishedDate()),
                instant(entry.getUpdatedDate()),
                entry.getAuthor() == null || entry.getAuthor().isEmpty()
                        ? List.of()
                        : List.of(new Author(entry.getAuthor(), null, null)),
                entry.getDescription() == null ? null : entry.getDescription().getValue(),
                entry.getContents().stream()
                        .map(SyndContent::getValue)
                        .findFirst()
                        .orElse(null),
                entry.getCategories().stream()
                        .map(category -> new Category(category.getName(), category.getTaxonomyUri()))
                        .toList(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
