package dateline.enrich.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.enrich.text.Span;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of the project's own gold, with their names marked as {@code [words|P]}, {@code |O]} or {@code |L]}. */
final class MarkedSentences {

    /** A sentence and the spans of its names by type. */
    record Marked(String text, Map<EntityType, List<Span>> names) {}

    private static final Pattern NAME = Pattern.compile("\\[([^|\\]]+)\\|([A-Z])\\]");

    private MarkedSentences() {}

    static List<Marked> read() throws IOException {
        try (InputStream file = MarkedSentences.class.getResourceAsStream("names.txt")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(MarkedSentences::marked)
                    .toList();
        }
    }

    private static Marked marked(String line) {
        Map<EntityType, List<Span>> names = new EnumMap<>(EntityType.class);
        StringBuilder text = new StringBuilder();
        Matcher matcher = NAME.matcher(line);
        while (matcher.find()) {
            matcher.appendReplacement(text, Matcher.quoteReplacement(matcher.group(1)));
            EntityType type = switch (matcher.group(2)) {
                case "P" -> EntityType.PERSON;
                case "O" -> EntityType.ORGANISATION;
                case "L" -> EntityType.PLACE;
                default -> throw new IllegalArgumentException(line);
            };
            names.computeIfAbsent(type, any -> new ArrayList<>())
                    .add(new Span(text.length() - matcher.group(1).length(), text.length()));
        }
        return new Marked(matcher.appendTail(text).toString(), names);
    }
}
