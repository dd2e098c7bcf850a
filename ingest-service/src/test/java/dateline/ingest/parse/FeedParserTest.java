package dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FeedParserTest {

    private final FeedParser parser = new FeedParser();
    private final FeedContext context =
            FeedContext.of(URI.create("https://press.example.org/feed.xml"), "application/rss+xml");

    @Test
    void anRssFeedIsReadWithItsEntries() {
        String rss = """
                <rss version="2.0"><channel><title>Newsroom</title><link>https://press.example.org/</link>
                <description>News</description><item><title>Harbour opens</title>
                <link>https://press.example.org/1</link><guid>https://press.example.org/1</guid>
                <pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate></item></channel></rss>
                """;
        ParsedFeed parsed = (ParsedFeed) parser.parse(rss.getBytes(StandardCharsets.UTF_8), context);
        assertThat(parsed.feed().title()).isEqualTo("Newsroom");
        assertThat(parsed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.title()).isEqualTo("Harbour opens");
            assertThat(entry.link()).isEqualTo("https://press.example.org/1");
            assertThat(entry.published()).isEqualTo(Instant.parse("2024-03-04T10:00:00Z"));
        });
    }

    @Test
    void textThatIsNoFeedFailsCleanly() {
        ParseOutcome outcome = parser.parse("good morning".getBytes(StandardCharsets.UTF_8), context);
        assertThat(outcome).isInstanceOf(ParseFailure.class);
    }
}
