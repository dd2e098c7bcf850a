package dateline.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/evaluate} over data of one's own, with the packaged services. */
class EvaluateIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void feedsAreParsedCaseByCase() throws Exception {
        Files.writeString(
                folder.resolve("one.xml"),
                "<rss version='2.0'><channel><title>Harbour</title><item><title>Low water</title>"
                        + "<link>/low</link><pubDate>Tue, 03 Mar 2026 10:30:00 GMT</pubDate></item></channel></rss>");
        Files.writeString(folder.resolve("two.html"), "<!doctype html><title>No feed</title><p>Hello</p>");
        Files.writeString(folder.resolve("cases.jsonl"), """
                {"case":"one","file":"one.xml","content_type":"application/rss+xml","headers":{},"base_url":"https://harbour.example/feed"}
                {"case":"two","file":"two.html","content_type":"text/html","headers":{},"base_url":"https://harbour.example/"}
                """);
        run("parse", folder.toString(), folder.resolve("out").toString());

        JsonNode one = JSON.readTree(folder.resolve("out/one.json").toFile());
        assertThat(one.path("ok").asBoolean()).isTrue();
        assertThat(one.at("/entries/0/title").asText()).isEqualTo("Low water");
        assertThat(one.at("/entries/0/link").asText()).isEqualTo("https://harbour.example/low");
        assertThat(one.at("/entries/0/published").asText()).startsWith("2026-03-03T10:30");
        JsonNode two = JSON.readTree(folder.resolve("out/two.json").toFile());
        assertThat(two.path("ok").asBoolean()).isFalse();
        assertThat(two.path("error").asText()).isNotBlank();
    }

    @Test
    void textsAreAnnotatedLineByLineAndABadLineStopsNothing() throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), """
                {"id":"a","title":"Low water","text":"GENEVA, 3 March 2026 - The river is low in Switzerland, the Ministry of Transport said."}
                {"id":"b", this is not JSON
                {"id":"c","text":"\\ud83d\\ude00 Kazakhstan and France met in Astana."}
                """);
        Path out = folder.resolve("out.jsonl");
        run("enrich", in.toString(), out.toString());

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            lines.add(JSON.readTree(line));
        }
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).path("id").asText()).isEqualTo("a");
        assertThat(lines.get(0).at("/annotations/structure/dateline/date").asText())
                .isEqualTo("2026-03-03");
        assertThat(lines.get(1).path("error").asText()).isNotBlank();
        assertThat(lines.get(1).path("line").asInt()).isEqualTo(2);
        JsonNode kazakhstan = lines.get(2).at("/annotations/entities/0");
        assertThat(kazakhstan.path("name").asText()).isEqualTo("Kazakhstan");
        // Offsets count code points: the emoji is one, though two UTF-16 units.
        assertThat(kazakhstan.at("/mentions/0/start").asInt()).isEqualTo(2);
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "evaluate"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("DATELINE_BUILT", "yes");
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(output, StandardCharsets.UTF_8))
                .isZero();
    }
}
