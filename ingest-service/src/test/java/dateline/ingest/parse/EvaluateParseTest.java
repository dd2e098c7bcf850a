package dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateParseTest {

    @Test
    void eachCaseIsWrittenAndAMissingFileDoesNotStopTheOthers(@TempDir Path corpus) throws IOException {
        Files.writeString(
                corpus.resolve("a.xml"),
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Press</title><entry><title>Port</title><id>urn:1</id>"
                        + "<link href=\"1\"/><updated>2024-03-04T10:00:00Z</updated><author><name>Desk</name></author></entry></feed>");
        Files.writeString(corpus.resolve("b.xml"), "no feed");
        Files.writeString(corpus.resolve("cases.jsonl"), """
                {"case": "a", "file": "a.xml", "content_type": "text/xml", "headers": {"Content-Language": "de", "Content-Location": "/x/feed"}, "base_url": "https://press.example.org/feed"}
                {"case": "missing", "file": "c.xml", "content_type": null, "headers": {}, "base_url": "https://press.example.org/feed"}
                {"case": "b", "file": "b.xml", "content_type": null, "headers": {}, "base_url": "https://press.example.org/feed"}
                """);
        Path out = corpus.resolve("out");
        EvaluateParse.main(new String[] {corpus.toString(), out.toString()});
        ObjectMapper json = new ObjectMapper();
        JsonNode read = json.readTree(out.resolve("a.json").toFile());
        assertThat(read.get("ok").asBoolean()).isTrue();
        assertThat(read.at("/feed/title").asText()).isEqualTo("Press");
        assertThat(read.at("/feed/language").asText()).isEqualTo("de");
        assertThat(read.at("/entries/0/link").asText()).isEqualTo("https://press.example.org/x/1");
        assertThat(read.at("/entries/0/author").asText()).isEqualTo("Desk");
        assertThat(read.at("/entries/0/updated").asText()).isEqualTo("2024-03-04T10:00:00Z");
        assertThat(json.readTree(out.resolve("missing.json").toFile())
                        .get("error")
                        .asText())
                .contains("c.xml");
        assertThat(json.readTree(out.resolve("b.json").toFile()).get("error").asText())
                .startsWith("not-a-feed");
    }
}
