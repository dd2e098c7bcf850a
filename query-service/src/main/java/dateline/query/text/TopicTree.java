package dateline.query.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The IPTC Media Topics: which topic lies under which. */
@Singleton
public final class TopicTree {

    private static final String RESOURCE = "/mediatopics.tsv";

    private final Map<String, String> broader = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, List<String>> narrower = new HashMap<>();
    private final Map<String, List<String>> byLabel = new HashMap<>();

    /** Loads the topics that come with the service. */
    public TopicTree() {
        try (InputStream file = TopicTree.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] columns = line.split("\t", 3);
                broader.put(columns[0], columns[1]);
                labels.put(columns[0], columns[2]);
                narrower.computeIfAbsent(columns[1], code -> new ArrayList<>()).add(columns[0]);
                byLabel.computeIfAbsent(FilterTerm.fold(columns[2]), label -> new ArrayList<>())
                        .add(columns[0]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** The English labels by code. */
    public Map<String, String> labels() {
        return Collections.unmodifiableMap(labels);
    }

    /** The codes right under a topic, in the vocabulary's order; those of the topmost topics for an empty code. */
    public List<String> under(String code) {
        return List.copyOf(narrower.getOrDefault(code, List.of()));
    }

    /** A topic's code and those of all topics above it, itself first; an unknown code stands alone. */
    public List<String> upwards(String code) {
        List<String> path = new ArrayList<>();
        for (String at = code; at != null && !at.isEmpty() && !path.contains(at); at = broader.get(at)) {
            path.add(at);
        }
        return path;
    }

    /**
     * The codes that a value means.
     *
     * @param value a URI, a code with or without {@code medtop:}, or an English label in any case
     * @return codes; for a value that is none of these, the value itself
     */
    public List<String> codes(String value) {
        List<String> labelled = byLabel.get(FilterTerm.fold(value));
        return labelled != null
                ? labelled
                : List.of(value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf(':')) + 1));
    }
}
