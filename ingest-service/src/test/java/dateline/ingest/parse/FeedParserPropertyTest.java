package dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCSubject;
import com.rometools.rome.feed.module.DCSubjectImpl;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndCategoryImpl;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndContentImpl;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEnclosureImpl;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FeedParserPropertyTest {

    private static final FeedContext CONTEXT = FeedContext.of(URI.create("https://press.example.org/feed"), null);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FeedParser parser = new FeedParser();

    /** What is written and must be read again. */
    private record Item(
            String id, String title, String author, String category, String body, Instant published, int file) {}

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        assertReadOrRefused(bytes);
    }

    @Property(tries = 2000)
    void anyMixtureOfFeedMarkupIsReadOrRefused(@ForAll("soup") String text) {
        assertReadOrRefused(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void aFeedCutOffAnywhereIsReadOrRefusedAndKeepsItsWholeEntries(@ForAll("items") List<Item> items, @ForAll int at)
            throws FeedException {
        byte[] whole = written("rss_2.0", items).getBytes(StandardCharsets.UTF_8);
        int cut = Math.floorMod(at, whole.length);
        byte[] part = Arrays.copyOf(whole, cut);
        ParseOutcome outcome = parser.parse(part, CONTEXT);
        String text = new String(part, StandardCharsets.UTF_8);
        int wholeEntries = text.split("</item>", -1).length - 1;
        if (outcome instanceof ParsedFeed parsed) {
            assertThat(parsed.entries()).hasSizeGreaterThanOrEqualTo(wholeEntries);
        } else {
            assertThat(wholeEntries).isZero();
        }
    }

    @Property(tries = 300)
    void everyFieldThatIsWrittenIsReadAgain(@ForAll("formats") String format, @ForAll("items") List<Item> items)
            throws FeedException {
        ParsedFeed parsed = (ParsedFeed) parser.parse(written(format, items).getBytes(StandardCharsets.UTF_8), CONTEXT);
        assertThat(parsed.feed().title()).isEqualTo("Press & ports");
        assertThat(parsed.feed().link()).isEqualTo("https://press.example.org/");
        assertThat(parsed.entries()).hasSameSizeAs(items);
        assertThat(parsed.repairs()).isEmpty();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Entry entry = parsed.entries().get(i);
            assertThat(entry.title()).isEqualTo(item.title());
            assertThat(entry.link()).isEqualTo("https://press.example.org/" + item.id());
            assertThat(entry.published()).isEqualTo(item.published());
            assertThat(entry.authors()).extracting(Author::displayName).containsExactly(item.author());
            assertThat(entry.categories()).extracting(Category::name).containsExactly(item.category());
            assertThat(entry.summaryHtml())
                    .isEqualTo(format.equals("json") ? item.body() : "<p>" + item.body() + "</p>");
            if (!format.equals("rss_1.0")) {
                assertThat(entry.enclosures())
                        .containsExactly(new Enclosure(
                                "https://cdn.example.net/" + item.file() + ".mp3", "audio/mpeg", (long) item.file()));
            }
        }
    }

    private void assertReadOrRefused(byte[] bytes) {
        ParseOutcome outcome = parser.parse(bytes, CONTEXT);
        if (outcome instanceof ParseFailure failure) {
            assertThat(failure.message()).isNotBlank();
            assertThat(failure.describe()).contains(failure.reason().code(), "line");
        } else {
            assertThat(((ParsedFeed) outcome).format()).isNotNull();
        }
    }

    private static String written(String format, List<Item> items) throws FeedException {
        if (format.equals("json")) {
            return writtenAsJson(items);
        }
        SyndFeed feed = new SyndFeedImpl();
        feed.setFeedType(format);
        feed.setTitle("Press & ports");
        feed.setLink("https://press.example.org/");
        feed.setUri("https://press.example.org/feed");
        feed.setDescription("News");
        feed.setEntries(items.stream().map(item -> written(format, item)).toList());
        return new SyndFeedOutput().outputString(feed);
    }

    private static String writtenAsJson(List<Item> items) {
        ObjectNode feed = JSON.createObjectNode()
                .put("version", "https://jsonfeed.org/version/1.1")
                .put("title", "Press & ports")
                .put("home_page_url", "https://press.example.org/");
        ArrayNode array = feed.putArray("items");
        for (Item item : items) {
            ObjectNode node = array.addObject()
                    .put("id", item.id())
                    .put("url", "https://press.example.org/" + item.id())
                    .put("title", item.title())
                    .put("summary", item.body())
                    .put("date_published", item.published().toString());
            node.putArray("authors").addObject().put("name", item.author());
            node.putArray("tags").add(item.category());
            node.putArray("attachments")
                    .addObject()
                    .put("url", "https://cdn.example.net/" + item.file() + ".mp3")
                    .put("mime_type", "audio/mpeg")
                    .put("size_in_bytes", item.file());
        }
        return feed.toString();
    }

    private static SyndEntry written(String format, Item item) {
        SyndEntry entry = new SyndEntryImpl();
        entry.setTitle(item.title());
        entry.setUri("https://press.example.org/" + item.id());
        entry.setLink("https://press.example.org/" + item.id());
        entry.setAuthor(item.author());
        entry.setPublishedDate(Date.from(item.published()));
        SyndContent description = new SyndContentImpl();
        description.setType("text/html");
        description.setValue("<p>" + item.body() + "</p>");
        entry.setDescription(description);
        if (format.equals("rss_1.0")) {
            // ROME writes the categories of RSS 1.0 only as subjects of Dublin Core.
            DCSubject subject = new DCSubjectImpl();
            subject.setValue(item.category());
            ((DCModule) entry.getModule(DCModule.URI)).setSubjects(List.of(subject));
        } else {
            SyndCategory category = new SyndCategoryImpl();
            category.setName(item.category());
            entry.setCategories(List.of(category));
        }
        SyndEnclosure file = new SyndEnclosureImpl();
        file.setUrl("https://cdn.example.net/" + item.file() + ".mp3");
        file.setType("audio/mpeg");
        file.setLength(item.file());
        entry.setEnclosures(List.of(file));
        return entry;
    }

    @Provide
    Arbitrary<String> formats() {
        return Arbitraries.of("rss_1.0", "rss_2.0", "atom_1.0", "json");
    }

    @Provide
    Arbitrary<List<Item>> items() {
        Arbitrary<String> words = Arbitraries.of("port", "Қазақстан", "été", "«новости»", "O'Neil", "3", "-", "港")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(list -> "A " + String.join(" ", list));
        Arbitrary<Instant> instants =
                Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1_000_000).map(String::valueOf),
                        words,
                        words,
                        words,
                        words,
                        instants,
                        Arbitraries.integers().between(1, 1_000_000))
                .as(Item::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<rss version=\"2.0\">",
                "<channel>",
                "</channel>",
                "<item>",
                "</item>",
                "<title>",
                "</title>",
                "<feed>",
                "<entry>",
                "</entry>",
                "<link href=\"",
                "\"",
                "<author>",
                "<name>",
                "</name>",
                "</author>",
                "<rdf:RDF>",
                "</rdf:RDF>",
                "<description>",
                "<![CDATA[",
                "]]>",
                "<!DOCTYPE rss [",
                "<!ENTITY a \"b\">",
                "]>",
                "&a;",
                "&",
                "<!--",
                "-->",
                "<?xml",
                "?>",
                "xml:base=\"x\"",
                "xmlns=\"http://www.w3.org/2005/Atom\"",
                "<pubDate>",
                "2024-13-99",
                "99",
                "</",
                "<",
                ">",
                "/>",
                "<media:group>",
                "<a10:content type=\"xhtml\">",
                "<div>",
                "{",
                "\"items\":[",
                "}",
                "]",
                "\u0000",
                "\ufeff",
                "текст");
        return pieces.list().ofMaxSize(40).map(list -> String.join("", list));
    }
}
