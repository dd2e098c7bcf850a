package dateline.ingest.poll;

import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.parse.FeedContext;
import dateline.ingest.parse.FeedParser;
import dateline.ingest.parse.ParseFailure;
import dateline.ingest.parse.ParseOutcome;
import dateline.ingest.parse.ParsedFeed;
import dateline.ingest.parse.Repair;
import dateline.ingest.release.ReleaseReader;
import dateline.ingest.release.ReleaseReader.Batch;
import dateline.ingest.source.Lease;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What reading a document gave. */
sealed interface Document {

    /**
     * A feed.
     *
     * @param feed the feed
     * @param batch its releases
     */
    record Legible(ParsedFeed feed, Batch batch) implements Document {

        List<Repair> repairs() {
            return List.copyOf(feed.repairs());
        }
    }

    /**
     * Not a feed.
     *
     * @param failure why
     */
    record NoFeed(ParseFailure failure) implements Document {}

    /** A document at which the reader itself failed. */
    record Unreadable() implements Document {}

    /** Reads what a fetch brought. */
    static Document read(Lease lease, Fetched fetched) {
        return read(
                lease,
                fetched.body().octets(),
                fetched.route().end(),
                fetched.contentType(),
                fetched.contentLanguage());
    }

    /** Reads octets. */
    static Document read(
            Lease lease, byte[] octets, URI base, Optional<String> contentType, Optional<String> contentLanguage) {
        try {
            ParseOutcome parsed = new FeedParser().parse(octets, new FeedContext(base, contentType, contentLanguage));
            if (parsed instanceof ParseFailure failure) {
                return new NoFeed(failure);
            }
            ParsedFeed feed = (ParsedFeed) parsed;
            return new Legible(
                    feed,
                    ReleaseReader.read(
                            lease.origin(feed.feed().title(), feed.feed().link()), feed));
        } catch (RuntimeException | StackOverflowError e) {
            // A fault of the reader that one document meets must not look like trouble of the whole service.
            Logger.getLogger(Document.class).errorf(e, "outcome=unreadable feed=%s url=%s", lease.id(), base);
            return new Unreadable();
        }
    }
}
