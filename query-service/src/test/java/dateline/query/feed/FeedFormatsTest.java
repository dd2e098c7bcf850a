package dateline.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import dateline.query.Event;
import dateline.query.document.Document;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three formats, written and read back by a reader that is not ours. */
class FeedFormatsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom"})
    void whatAnEntryHasIsReadBack(String format) throws Exception {
        Document release = document(Event.of("feed-whole")
                .words("Water & <wine>", "First \"paragraph\".\nIts second line.\n\nSecond.")
                .topic("20000639", "diplomacy", "about")
                .with(event -> {
                    event.put("summary", "In short: a < b");
                    event.withArrayProperty("authors").add("A. Uthor").add("B. Uthor");
                    event.withArrayProperty("categories").add("Appointments");
                    event.withArrayProperty("media")
                            .addObject()
                            .put("url", "https://press.example/a.jpg?x=1&y=2")
                            .put("type", "image/jpeg")
                            .put("length", 48213);
                }));

        SyndFeed feed = read(write(format, channel("Feed of a & b", release)));

        assertThat(feed.getTitle()).isEqualTo("Feed of a & b");
        SyndEntry entry = feed.getEntries().get(0);
        assertThat(entry.getTitle()).isEqualTo("Water & <wine>");
        assertThat(entry.getUri()).isEqualTo("urn:dateline:release:" + release.id());
        assertThat(entry.getLink()).isEqualTo("https://press.example/feed-whole");
        assertThat(entry.getPublishedDate()).isEqualTo(Date.from(Instant.parse("2026-03-03T10:30:00Z")));
        assertThat(entry.getContents().get(0).getValue())
                .isEqualTo("<p>First &quot;paragraph&quot;.<br>Its second line.</p>\n<p>Second.</p>\n");
        assertThat(entry.getDescription().getValue())
                .isEqualTo(format.equals("rss") ? "In short: a &lt; b" : "In short: a < b");
        assertThat(entry.getCategories().stream().map(SyndCategory::getName))
                .containsExactly(format.equals("rss") ? "diplomacy" : "20000639", "Appointments");
        assertThat(entry.getCategories().get(0).getTaxonomyUri())
                .startsWith("http://cv.iptc.org/newscodes/mediatopic/");
        assertThat(entry.getEnclosures().get(0).getUrl()).isEqualTo("https://press.example/a.jpg?x=1&y=2");
        assertThat(entry.getEnclosures().get(0).getLength()).isEqualTo(48213);
        assertThat(write(format, channel("x", release))).contains("A. Uthor", "B. Uthor");
        if (format.equals("atom")) {
            assertThat(entry.getUpdatedDate()).isEqualTo(Date.from(Instant.parse("2026-03-03T10:41:07.25Z")));
        }
    }

    @Test
    void aJsonFeedSaysTheSame() throws Exception {
        Document release = document(Event.of("feed-json")
                .words("Water & <wine>", "First.\n\nSecond \uD83D\uDE00.")
                .topic("20000639", "diplomacy", "about")
                .entity("Q1", "place", "Universe"));

        JsonNode feed = JSON.readTree(JsonFeed.of(channel("Feed", release)));

        assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.path("feed_url").asText()).isEqualTo("https://here.example/releases/feed?q=x");
        assertThat(feed.path("hubs").path(0).path("url").asText()).isEqualTo("https://hub.example/");
        JsonNode item = feed.path("items").path(0);
        assertThat(item.path("id").asText()).isEqualTo(release.urn());
        assertThat(item.path("title").asText()).isEqualTo("Water & <wine>");
        assertThat(item.path("content_text").asText()).isEqualTo("First.\n\nSecond \uD83D\uDE00.");
        assertThat(item.path("date_modified").asText()).isEqualTo("2026-03-03T10:41:07.250Z");
        assertThat(item.path("tags").path(0).asText()).isEqualTo("diplomacy");
        assertThat(item.path("authors").path(0).path("name").asText()).isEqualTo("Test Press");
        assertThat(item.path("_dateline").path("entities").path(0).path("name").asText())
                .isEqualTo("Universe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom"})
    void hostileCharactersAreReplacedAndAllOthersKept(String format) throws Exception {
        String kept = "tab\tfamily \uD83D\uDC68\u200D\uD83D\uDC69 \u0085 \uE000 \uFFFD ]]> &amp; \u202Eright";
        String refused = "nul\u0001 esc\u001B end\uFFFE\uFFFF";
        Document release = document(Event.of("feed-hostile").words(kept + refused, kept + refused));

        SyndEntry entry = read(write(format, channel(kept + refused, release)))
                .getEntries()
                .get(0);

        assertThat(entry.getTitle()).isEqualTo(kept + "nul\uFFFD esc\uFFFD end\uFFFD\uFFFD");
        assertThat(entry.getContents().get(0).getValue()).contains("family \uD83D\uDC68\u200D\uD83D\uDC69", "]]&gt;");
    }

    @Test
    void anAddressThatIsNoneOfTheWebIsNoLink() throws Exception {
        Document release = document(Event.of("feed-link").with(event -> {
            event.put("url", "javascript:alert(1)");
            event.withArrayProperty("media")
                    .addObject()
                    .put("url", "data:text/html,x")
                    .put("type", "text/html");
        }));

        for (String format : List.of("rss", "atom")) {
            String feed = write(format, channel("Feed", release));
            assertThat(read(feed).getEntries().get(0).getLink()).isEqualTo("https://here.example/view/" + release.id());
            assertThat(feed).doesNotContain("javascript:", "data:text");
        }
        assertThat(JsonFeed.of(channel("Feed", release))).doesNotContain("javascript:", "data:text");
    }

    @Test
    void aReleaseWithoutATitleIsCalledByItsBeginning() throws Exception {
        Document release = document(Event.of("feed-untitled").words("", "It has\nno title."));

        assertThat(read(AtomFeed.of(channel("Feed", release)))
                        .getEntries()
                        .get(0)
                        .getTitle())
                .isEqualTo("It has no title.");
    }

    @Test
    void aFeedWithoutEntriesIsOneAllTheSame() throws Exception {
        assertThat(read(AtomFeed.of(channel("Feed"))).getEntries()).isEmpty();
        assertThat(AtomFeed.of(channel("Feed"))).contains("<updated>1970-01-01T00:00:00Z</updated>");
        assertThat(read(RssFeed.of(channel("Feed"))).getEntries()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dateline.query.Vectors#all")
    void whatASourceWritesIsTextInEveryFormat(String vector) throws Exception {
        Document release = document(Event.of("feed-vector")
                .words(vector, "Before " + vector + " after.")
                .source("vector", vector)
                .topic("1", vector, "about")
                .entity("x", "person", vector)
                .with(event -> {
                    event.put("summary", vector);
                    event.withArrayProperty("authors").add(vector);
                    event.withArrayProperty("categories").add(vector);
                }));
        String escaped = Document.escaped(vector);

        for (String format : List.of("rss", "atom")) {
            SyndFeed feed = read(write(format, channel(vector, release)));
            SyndEntry entry = feed.getEntries().get(0);
            assertThat(feed.getTitle()).isEqualTo(vector);
            assertThat(entry.getTitle()).isEqualTo(vector);
            assertThat(entry.getContents().get(0).getValue()).isEqualTo("<p>Before " + escaped + " after.</p>\n");
            assertThat(entry.getDescription().getValue()).isEqualTo(format.equals("rss") ? escaped : vector);
            assertThat(entry.getContents()).hasSize(1);
        }
        JsonNode item = JSON.readTree(JsonFeed.of(channel(vector, release)))
                .path("items")
                .path(0);
        assertThat(item.path("title").asText()).isEqualTo(vector);
        assertThat(item.path("content_html").asText()).isEqualTo("<p>Before " + escaped + " after.</p>\n");
    }

    private static String write(String format, Channel channel) {
        return format.equals("rss") ? RssFeed.of(channel) : AtomFeed.of(channel);
    }

    private static SyndFeed read(String feed) throws Exception {
        SyndFeedInput input = new SyndFeedInput();
        input.setAllowDoctypes(false);
        return input.build(new StringReader(feed));
    }

    private static Channel channel(String title, Document... entries) {
        return new Channel(
                "urn:dateline:search:x",
                title,
                "What was searched for",
                "https://here.example/releases/feed?q=x",
                "https://here.example/?q=x",
                "https://here.example/",
                List.of("https://hub.example/"),
                Duration.ofMinutes(5),
                List.of(entries));
    }

    private static Document document(Event event) throws Exception {
        return new Document(JSON.readTree(event.bytes()), event.published());
    }
}
