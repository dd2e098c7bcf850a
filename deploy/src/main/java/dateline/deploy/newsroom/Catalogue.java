package dateline.deploy.newsroom;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was written for the sample newsroom.
 *
 * @param publishers in the order of {@code newsrooms.json}
 * @param releases in the order of their files
 * @param programme what appears while it runs
 */
record Catalogue(List<Publisher> publishers, List<Release> releases, Programme programme) {

    /** The publisher of the generated bulletins. */
    private static final String EXCHANGE = "meridian";

    Catalogue {
        publishers = List.copyOf(publishers);
        releases = List.copyOf(releases);
    }

    /**
     * Reads the resources beside this class.
     *
     * @throws IllegalArgumentException when one is malformed, naming the file and the release
     */
    static Catalogue load() {
        List<Publisher> publishers = readPublishers();
        List<Draft> drafts = new ArrayList<>();
        for (Publisher publisher : publishers) {
            drafts.addAll(Draft.parse(publisher, text("releases/" + publisher.id() + ".txt")));
        }
        List<Release> releases = Draft.releases(drafts);
        Publisher exchange = publishers.stream()
                .filter(publisher -> publisher.id().equals(EXCHANGE))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("newsrooms.json lacks " + EXCHANGE));
        return new Catalogue(publishers, releases, new Programme(exchange, steps(releases)));
    }

    private static List<Publisher> readPublishers() {
        try {
            return JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .build()
                    .readValue(text("newsrooms.json"), new TypeReference<List<Publisher>>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException("newsrooms.json: " + e.getMessage(), e);
        }
    }

    /** A line of {@code live.txt} is: seconds after the line before, release key, revision. */
    private static List<Programme.Step> steps(List<Release> releases) {
        List<Programme.Step> steps = new ArrayList<>();
        for (String line : text("live.txt").lines().toList()) {
            String[] words = line.split("\\s+", -1);
            Release release = releases.stream()
                    .filter(candidate -> words.length == 3 && candidate.key().equals(words[1]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("live.txt: no such release: " + line));
            steps.add(new Programme.Step(
                    Duration.ofSeconds(Long.parseLong(words[0])), release.guid(), Integer.parseInt(words[2])));
        }
        return steps;
    }

    /** A text resource beside this class. */
    static String text(String name) {
        try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
