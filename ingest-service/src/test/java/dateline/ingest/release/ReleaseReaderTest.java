package dateline.ingest.release;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.parse.Enclosure;
import dateline.ingest.parse.Entry;
import dateline.ingest.parse.Feed;
import dateline.ingest.parse.FeedFormat;
import dateline.ingest.parse.ParsedFeed;
import dateline.ingest.parse.PollHints;
import dateline.ingest.release.Release.Change;
import dateline.ingest.release.Release.Completeness;
import dateline.ingest.release.Release.Source;
import dateline.ingest.release.ReleaseReader.Batch;
import dateline.ingest.release.ReleaseReader.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseReaderTest {

    private static final Source SOURCE =
            new Source("office", "Office", "https://office.example/rss", null, null, List.of());
    private static final String LONG =
            "A sentence of forty characters, no less. ".repeat(20).strip();

    @Test
    void theIdIsAFunctionOfSourceAndGuid() {
        // printf 'office\nguid-1' | sha256sum
        assertThat(read(entry("guid-1", null, "T", "x", null)).drafts().get(0).id())
                .isEqualTo("f8848c8e277a6439e4c29e4bfe9bc13c");
    }

    @Test
    void withoutAGuidTheCanonicalUrlIsTheGuid() {
        assertThat(read(entry(
                                null,
                                "HTTPS://Office.example:443/a/../b?id=7&utm_source=rss&fbclid=x#top",
                                "T",
                                "x",
                                null))
                        .drafts()
                        .get(0)
                        .guid())
                .isEqualTo("https://office.example/b?id=7");
    }

    @Test
    void withoutGuidAndUrlTheContentNamesTheEntry() {
        Draft one = read(entry(null, null, "T", "x", null)).drafts().get(0);
        Draft edited = read(entry(null, null, "T", "y", null)).drafts().get(0);
        Draft other = read(entry(null, null, "U", "x", null)).drafts().get(0);
        assertThat(one.id()).isEqualTo(edited.id()).isNotEqualTo(other.id());
        assertThat(one.contentHash()).isNotEqualTo(edited.contentHash());
    }

    @Test
    void aRepeatedGuidLosesNoEntry() {
        Batch batch = read(
                entry("same", "https://office.example/1", "One", "x", null),
                entry("same", "https://office.example/2", "Two", "y", null),
                entry("same", null, "Three", "z", null),
                entry("same", null, "Four", "z", null));
        assertThat(batch.drafts()).extracting(Draft::title).containsExactly("One", "Two", "Three", "Four");
        assertThat(batch.drafts()).extracting(Draft::id).doesNotHaveDuplicates();
        assertThat(batch.drafts().get(0).guid()).isEqualTo("https://office.example/1");
        assertThat(batch.refusals()).isEmpty();
    }

    @Test
    void aGuidAndALinkRepeatedFallBackToTheContent() {
        Batch batch = read(
                entry("same", "https://office.example/", "One", "x", null),
                entry("same", "https://office.example/", "Two", "y", null));
        assertThat(batch.drafts()).extracting(Draft::id).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void theSameEntryTwiceIsOneRelease() {
        Entry entry = entry("1", "https://office.example/1", "One", "x", null);
        Batch batch = read(entry, entry);
        assertThat(batch.drafts()).hasSize(1);
        assertThat(batch.drafts().get(0).guid()).isEqualTo("1");
        assertThat(batch.refusals()).containsExactly(Refusal.REPEATED);
    }

    @Test
    void anEntryWithNothingInItIsRefused() {
        assertThat(read(entry("1", null, " ", null, "<p></p>")).refusals()).containsExactly(Refusal.EMPTY);
    }

    @Test
    void whatAReaderDoesNotReadMakesNoNewContent() {
        Draft one = read(entry("1", "https://office.example/1?x=1", "T", null, "<p>Text</p>"))
                .drafts()
                .get(0);
        Draft other = read(new Entry(
                        "1",
                        false,
                        "T",
                        "https://office.example/1?x=2",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        List.of(),
                        null,
                        "<p class=\"a\"><a href=\"https://x.example/\">Text</a></p>",
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null))
                .drafts()
                .get(0);
        assertThat(one.contentHash()).isEqualTo(other.contentHash());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # description,       content,             completeness
                    short.,              ,                    EXCERPT
                    LONG,                ,                    FULL
                    LONG...,             ,                    EXCERPT
                    LONG […],            ,                    EXCERPT
                    LONG Read more,      ,                    EXCERPT
                    LONG Читать далее »,  ,                   EXCERPT
                    short.,              A whole text.,       FULL
                    short.,              A text that is cut…, EXCERPT
                    short.,              short.,              EXCERPT
                    ,                    short.,              FULL
                    LONG,                short.,              FULL
                    ,                    ,                    EXCERPT
                    """)
    void aTextIsWholeWhenItCameAsContentOrIsLongAndIsNotCut(
            String description, String content, Completeness completeness) {
        String teaser = description == null ? null : description.replace("LONG", LONG);
        assertThat(read(entry("1", null, "T", teaser, content)).drafts().get(0).completeness())
                .isEqualTo(completeness);
    }

    @Test
    void theSummaryIsKeptBesideTheText() {
        Draft draft = read(entry("1", null, "T", "A summary.", "<p>The whole text.</p>"))
                .drafts()
                .get(0);
        assertThat(draft.text()).isEqualTo("The whole text.");
        assertThat(draft.html()).isEqualTo("<p>The whole text.</p>");
        assertThat(draft.summary()).isEqualTo("A summary.");
    }

    @Test
    void plainTextHasNoHtml() {
        Draft draft = read(entry("1", null, "T", "Low water &amp; wind.", null))
                .drafts()
                .get(0);
        assertThat(draft.text()).isEqualTo("Low water & wind.");
        assertThat(draft.html()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"en_US, en-US", "EN, en", "zh-hans, zh-Hans", "'not a tag', ", "'', "})
    void languagesAreTags(String written, String tag) {
        Entry entry = new Entry(
                "1", false, "T", null, null, null, List.of(), "x", null, List.of(), List.of(), List.of(), written, null,
                null, null);
        assertThat(read(entry).drafts().get(0).language()).isEqualTo(tag);
    }

    @Test
    void urlsAreMadeUrisOrLeftOut() {
        assertThat(read(entry("1", "https://office.example/a b?q={x}&ü=1", "T", "x", null))
                        .drafts()
                        .get(0)
                        .url())
                .isEqualTo("https://office.example/a%20b?q=%7Bx%7D&%C3%BC=1");
        assertThat(read(entry("1", "javascript:alert(1)", "T", "x", null))
                        .drafts()
                        .get(0)
                        .url())
                .isNull();
    }

    @Test
    void aFileIsNamedOnce() {
        Entry entry = new Entry(
                "1",
                false,
                "T",
                null,
                null,
                null,
                List.of(),
                "x",
                null,
                List.of(),
                List.of(
                        new Enclosure("https://office.example/a.pdf", "application/pdf", 12L),
                        new Enclosure("https://office.example/a.pdf", null, null),
                        new Enclosure("ftp://office.example/b.pdf", null, null)),
                List.of(),
                null,
                null,
                null,
                null);
        assertThat(read(entry).drafts().get(0).media())
                .containsExactly(new Release.Medium("https://office.example/a.pdf", "application/pdf", 12L));
    }

    @Test
    void theFirstRevisionIsNewAndTheNextIsAnUpdate() {
        Draft draft = read(entry("1", null, "T", "x", null)).drafts().get(0);
        assertThat(draft.published(1, true, Instant.EPOCH).change()).isEqualTo(Change.NEW);
        assertThat(draft.published(2, false, Instant.EPOCH).change()).isEqualTo(Change.UPDATED);
    }

    private static Batch read(Entry... entries) {
        Feed feed = new Feed(
                null, null, null, null, null, null, List.of(), List.of(), null, null, PollHints.NONE, false, false);
        return ReleaseReader.read(
                SOURCE, new ParsedFeed(FeedFormat.RSS_20, "UTF-8", feed, List.of(entries), List.of()));
    }

    private static Entry entry(String id, String link, String title, String summary, String content) {
        return new Entry(
                id, false, title, link, null, null, List.of(), summary, content, List.of(), List.of(), List.of(), null,
                null, null, null);
    }
}
