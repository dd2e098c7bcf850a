package dateline.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.InputFormat;
import dateline.ingest.parse.Author;
import dateline.ingest.parse.Category;
import dateline.ingest.parse.Enclosure;
import dateline.ingest.parse.Entry;
import dateline.ingest.parse.Feed;
import dateline.ingest.parse.FeedFormat;
import dateline.ingest.parse.ParsedFeed;
import dateline.ingest.parse.PollHints;
import dateline.ingest.release.Draft;
import dateline.ingest.release.Release;
import dateline.ingest.release.ReleaseReader;
import dateline.ingest.stand.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this service writes is what the contract's examples show. */
class ContractTest {

    // As Quarkus configures the service's own.
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final Path CONTRACT = Path.of("..", "deploy", "contract");

    private static final String URL = "https://news.danube-forum.example/2026/03/secretary-general";
    private static final Release.Source FORUM = new Release.Source(
            "danube-forum",
            "Danube Basin Forum",
            "https://news.danube-forum.example/feed.atom",
            "https://news.danube-forum.example/",
            "CH",
            List.of("water"));

    @Test
    void aNewReleaseIsWrittenAsTheExampleShows() throws IOException {
        Release release = read(FORUM, "en", forumEntry("six", null))
                .published(1, false, Instant.parse("2026-03-03T10:41:07.250Z"));
        assertThat(written(release)).isEqualTo(example("release-new.json"));
    }

    @Test
    void aChangedReleaseIsWrittenAsTheExampleShows() throws IOException {
        Release release = read(FORUM, "en", forumEntry("seven", Instant.parse("2026-03-03T12:05:00Z")))
                .published(2, false, Instant.parse("2026-03-03T12:10:00Z"));
        assertThat(written(release)).isEqualTo(example("release-updated.json"));
    }

    @Test
    void aReleaseOfWhichLittleIsKnownIsWrittenAsTheExampleShows() throws IOException {
        Release.Source office = new Release.Source(
                "harbour-office", "Harbour Office", "https://harbour.example/rss.xml", null, null, List.of());
        Entry entry = new Entry(
                "tag:harbour.example,2026:7",
                false,
                null,
                null,
                null,
                null,
                List.of(),
                "Low water until Friday.",
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
        Release release = read(office, null, entry).published(1, true, Instant.parse("2026-03-03T10:41:07Z"));
        assertThat(written(release)).isEqualTo(example("release-minimal.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"release-new.json", "release-updated.json", "release-withdrawn.json", "release-minimal.json"})
    void everyExampleOfAReleasePassesThroughTheRecordUnchanged(String file) throws IOException {
        Release release = JSON.treeToValue(example(file), Release.class);
        assertThat(written(release)).isEqualTo(example(file));
        assertThat(Topic.schema("release.schema.json").validate(JSON.writeValueAsString(release), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed-status.json", "feed-status-new.json"})
    void everyExampleOfAFeedStatusPassesThroughTheRecordUnchanged(String file) throws IOException {
        FeedStatus status = JSON.treeToValue(example(file), FeedStatus.class);
        assertThat(written(status)).isEqualTo(example(file));
        assertThat(Topic.schema("feed-status.schema.json").validate(JSON.writeValueAsString(status), InputFormat.JSON))
                .isEmpty();
    }

    private static Entry forumEntry(String years, Instant updated) {
        String html = """
                <p>GENEVA, 3 March 2026 (Riverwire) - The Danube Basin Forum named Ilona Varga of Hungary as its Secretary \
                General on Tuesday, press service of the Forum reports.</p><p>"Clean water has no border, and neither has our \
                work", said Varga.</p><p>She will take office on 1 June and succeeds Petar Kolev, who led the Forum for %s \
                years.</p><p>For reference: The Danube Basin Forum is an association of towns along the river, founded in \
                Vienna in 2009.</p>""".formatted(years);
        return new Entry(
                URL,
                true,
                "Ilona Varga to lead the Danube Basin Forum",
                URL,
                Instant.parse("2026-03-03T10:30:00Z"),
                updated,
                List.of(new Author("Press Service", null, null)),
                "The Forum has a new Secretary General.",
                html,
                List.of(new Category("Appointments", null)),
                List.of(new Enclosure("https://news.danube-forum.example/2026/03/varga.jpg", "image/jpeg", 48213L)),
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static Draft read(Release.Source source, String language, Entry entry) {
        Feed feed = new Feed(
                null, null, null, null, language, null, List.of(), List.of(), null, null, PollHints.NONE, false, false);
        ParsedFeed document = new ParsedFeed(FeedFormat.ATOM_10, "UTF-8", feed, List.of(entry), List.of());
        return ReleaseReader.read(source, document).drafts().get(0);
    }

    private static JsonNode written(Object value) throws IOException {
        return JSON.readTree(JSON.writeValueAsBytes(value));
    }

    private static JsonNode example(String file) throws IOException {
        return JSON.readTree(Files.readString(CONTRACT.resolve("examples").resolve(file)));
    }
}
