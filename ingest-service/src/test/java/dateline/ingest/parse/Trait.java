package dateline.ingest.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One trait of the project's own corpus: a small feed and what must be read from it. See the corpus' README. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares traits
record Trait(String name, byte[] body, FeedContext context, List<Expectation> expectations) {

    /** One line of expectation: a key, how to compare, a value. */
    record Expectation(String key, String operator, String value) {}

    private static final Pattern EXPECTATION = Pattern.compile("(\\S+) (=|~|!~) (.*)");
    private static final Pattern REPETITION = Pattern.compile("\\{\\{(.*?)\\*(\\d+)}}", Pattern.DOTALL);
    private static final String NAMESPACES = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            + " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:media=\"http://search.yahoo.com/mrss/\""
            + " xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\""
            + " xmlns:atom=\"http://www.w3.org/2005/Atom\"";

    static List<Trait> readAll(Path file) {
        List<Trait> traits = new ArrayList<>();
        try {
            for (String section : Files.readString(file).split("(?m)^=== ", -1)) {
                if (!section.isBlank()) {
                    traits.add(read(section));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return traits;
    }

    private static Trait read(String section) {
        Map<String, String> header = new LinkedHashMap<>();
        StringBuilder feed = new StringBuilder();
        List<Expectation> expectations = new ArrayList<>();
        String part = "header";
        String wrapper = "";
        String[] lines = section.split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            if (line.startsWith("--- ")) {
                part = line.equals("--- expect") ? "expect" : "feed";
                wrapper = part.equals("feed") ? line.substring(4) : wrapper;
            } else if (part.equals("feed")) {
                feed.append(feed.length() == 0 ? "" : "\n").append(line);
            } else if (!line.isBlank() && part.equals("header")) {
                String[] field = line.split(": ", 2);
                header.put(field[0], field[1]);
            } else if (!line.isBlank()) {
                Matcher matcher = EXPECTATION.matcher(line);
                if (!matcher.matches()) {
                    throw new IllegalArgumentException("no expectation in " + lines[0] + ": " + line);
                }
                expectations.add(new Expectation(matcher.group(1), matcher.group(2), matcher.group(3)));
            }
        }
        FeedContext context = new FeedContext(
                URI.create(header.getOrDefault("base", "https://press.example.org/feed")),
                Optional.ofNullable(header.get("type")),
                Optional.ofNullable(header.get("language")));
        Charset charset = Charset.forName(header.getOrDefault("charset", "UTF-8"));
        return new Trait(lines[0], bytes(wrapped(wrapper, feed.toString()), charset), context, expectations);
    }

    private static String wrapped(String wrapper, String feed) {
        return switch (wrapper) {
            case "rss" -> "<rss version=\"2.0\" " + NAMESPACES + ">" + feed + "</rss>";
            case "item" ->
                "<rss version=\"2.0\" " + NAMESPACES + "><channel><title>A feed</title><item><title>A title</title>"
                        + feed + "</item></channel></rss>";
            case "atom" -> "<feed xmlns=\"http://www.w3.org/2005/Atom\">" + feed + "</feed>";
            case "entry" ->
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A feed</title><entry><title>A title</title>" + feed
                        + "</entry></feed>";
            case "json", "raw" -> feed;
            default -> throw new IllegalArgumentException("no such wrapper: " + wrapper);
        };
    }

    private static byte[] bytes(String feed, Charset charset) {
        String expanded = REPETITION
                .matcher(feed)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        Matcher escape = Pattern.compile("\\\\x([0-9A-F]{2})").matcher(expanded);
        while (escape.find()) {
            out.writeBytes(expanded.substring(from, escape.start()).getBytes(charset));
            out.write(Integer.parseInt(escape.group(1), 16));
            from = escape.end();
        }
        out.writeBytes(expanded.substring(from).getBytes(charset));
        return out.toByteArray();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
