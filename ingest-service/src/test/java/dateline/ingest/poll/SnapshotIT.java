package dateline.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dateline.ingest.stand.Feeds;
import dateline.ingest.stand.ScriptedWeb;
import dateline.ingest.stand.ScriptedWeb.Answer;
import dateline.ingest.stand.StandResource;
import dateline.ingest.stand.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many documents through whole polls: each entry is published or refused, and nothing is lost between. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class SnapshotIT {

    /**
     * What became of a set of documents.
     *
     * @param failures the reason of each document that was not read
     */
    private record Tally(int read, int entries, int refused, int published, Map<String, String> failures) {}

    @Test
    void everyEntryOfOurOwnDocumentsIsPublishedOrRefused() {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        documents.put(
                "rss",
                bytes(Feeds.rss(
                        Feeds.item("1", "One", "1"),
                        Feeds.item("2", "Two", "2"),
                        Feeds.item("2", "Two", "2"),
                        "<item/>")));
        documents.put(
                "atom",
                bytes("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title>"
                        + "<entry><id>urn:a</id><title>A</title></entry></feed>"));
        documents.put(
                "json",
                bytes(
                        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\",\"items\":[{\"id\":\"1\",\"content_text\":\"x\"}]}"));
        documents.put("html", bytes("<!doctype html><html><head><title>x</title></head><body>no feed</body></html>"));
        documents.put("empty", bytes(""));
        documents.put("text", bytes("just words"));

        Tally tally = poll("own", documents);

        assertThat(tally.read).isEqualTo(3);
        assertThat(tally.entries).isEqualTo(6);
        assertThat(tally.refused).isEqualTo(2);
        assertThat(tally.published).isEqualTo(4);
        assertThat(tally.failures).containsOnlyKeys("html", "empty", "text").containsEntry("html", "not-a-feed");
    }

    @Test
    void everyEntryOfTheRealSnapshotsIsPublishedOrRefused() throws IOException {
        Path directory = Path.of(System.getProperty("dateline.shared", "../../shared"), "corpus", "feeds", "real");
        assumeTrue(Files.isDirectory(directory), "the snapshots are not here: " + directory);
        Map<String, byte[]> documents = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.sorted().filter(it -> !it.endsWith("MANIFEST.tsv")).toList()) {
                documents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        assertThat(documents).hasSizeGreaterThan(100);

        Tally tally = poll("real", documents);

        System.out.printf(
                "documents=%d read=%d entries=%d published=%d refused=%d failures=%s%n",
                documents.size(), tally.read, tally.entries, tally.published, tally.refused, tally.failures);
        assertThat(tally.read + tally.failures.size()).isEqualTo(documents.size());
        assertThat(tally.published + tally.refused).isEqualTo(tally.entries);
        assertThat(tally.entries).isGreaterThan(1000);
        assertThat(tally.failures.values()).isSubsetOf("not-a-feed", "broken", "empty");
    }

    private static Tally poll(String tag, Map<String, byte[]> documents) {
        try (ScriptedWeb web = new ScriptedWeb();
                Topic releases = Topic.releases()) {
            Map<String, String> ids = new LinkedHashMap<>();
            documents.forEach((name, body) -> {
                String path = "/" + tag + "/" + ids.size();
                web.on(path, Answer.of(200, body, "Content-Type", contentType(name)));
                ids.put(name, Feeds.add(Map.of("url", web.url(path).toString(), "id", tag + "-" + ids.size())));
            });
            int read = 0;
            int entries = 0;
            int refused = 0;
            Map<String, String> failures = new LinkedHashMap<>();
            for (Map.Entry<String, String> feed : ids.entrySet()) {
                JsonPath state = Feeds.awaitPolled(feed.getValue());
                if (state.getString("status").equals("active")) {
                    read++;
                    entries += state.getInt("lastEntries");
                    refused += state.getInt("lastRefused");
                } else {
                    failures.put(feed.getKey(), state.getString("reason"));
                }
            }
            Predicate<Topic.Event> ofThese = event ->
                    ids.containsValue(event.value().path("source").path("id").asText());
            releases.await(entries - refused, ofThese);
            return new Tally(read, entries, refused, releases.all(ofThese).size(), failures);
        }
    }

    private static String contentType(String name) {
        return name.endsWith("json") ? "application/json" : name.endsWith("html") ? "text/html" : "text/xml";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
