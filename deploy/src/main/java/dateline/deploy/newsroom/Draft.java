package dateline.deploy.newsroom;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One block of a newsroom's content file, as written. Blocks are separated by a line {@code %%}; a block is header lines
 * {@code name: value}, a blank line, and paragraphs separated by blank lines.
 *
 * <p>A block begins with {@code id:} (a release) or {@code revises:} (the next revision of the release of that id, earlier
 * in the file). {@code published:} and {@code updated:} are ISO 8601 with offset, or {@code live} for what is held back. A
 * block with {@code copy-of: newsroom/id} has no text of its own; {@code adapts: newsroom/id} only says where the text
 * comes from. {@code replace: old => new} changes the text of the revision before; then the block's own paragraphs, the
 * correction notice, go in front. What a revision does not say stays as it was.
 *
 * @param publisher whose file it stands in
 * @param headers name to values, in order
 * @param paragraphs the text, possibly none
 */
record Draft(Publisher publisher, Map<String, List<String>> headers, List<String> paragraphs) {

    private static final Set<String> HEADERS = Set.of(
            "id",
            "revises",
            "published",
            "updated",
            "title",
            "language",
            "categories",
            "authors",
            "image",
            "copy-of",
            "adapts",
            "replace");
    private static final String HELD_BACK = "live";

    /**
     * Cuts a content file into blocks.
     *
     * @throws IllegalArgumentException when a header line is not one
     */
    static List<Draft> parse(Publisher publisher, String file) {
        return Arrays.stream(file.split("(?m)^%%$", -1))
                .map(String::strip)
                .filter(block -> !block.isEmpty())
                .map(block -> draft(publisher, block))
                .toList();
    }

    private static Draft draft(Publisher publisher, String block) {
        String[] parts = block.split("\n\n+", -1);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : parts[0].split("\n", -1)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            if (!HEADERS.contains(name)) {
                throw new IllegalArgumentException(publisher.id() + ": no header line: " + line);
            }
            headers.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        List<String> paragraphs =
                Arrays.stream(parts).skip(1).map(String::strip).toList();
        return new Draft(publisher, headers, paragraphs);
    }

    /**
     * Puts blocks together to releases: revisions with what they revise, copies with their origin's text.
     *
     * @throws IllegalArgumentException when a block is incomplete or refers to what is not there
     */
    static List<Release> releases(List<Draft> drafts) {
        Map<String, Draft> originals = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            if (draft.headers.containsKey("id") && originals.put(draft.key("id"), draft) != null) {
                throw new IllegalArgumentException("twice: " + draft.key("id"));
            }
        }
        Map<String, List<Revision>> revisions = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            if (draft.headers.containsKey("id")) {
                revisions.put(draft.key("id"), new ArrayList<>(List.of(draft.first(originals))));
            } else {
                List<Revision> earlier = revisions.get(draft.key("revises"));
                if (earlier == null) {
                    throw new IllegalArgumentException("revises nothing: " + draft.key("revises"));
                }
                earlier.add(draft.next(earlier.get(earlier.size() - 1)));
            }
        }
        return revisions.entrySet().stream()
                .map(entry -> originals.get(entry.getKey()).release(originals, entry.getValue()))
                .toList();
    }

    private Release release(Map<String, Draft> originals, List<Revision> revisions) {
        String copied = value("copy-of", null);
        String adapted = value("adapts", null);
        String origin = copied == null ? adapted : copied;
        if (origin != null && !originals.containsKey(origin)) {
            throw new IllegalArgumentException(key("id") + " comes from nothing: " + origin);
        }
        Release.Descent descent = copied != null
                ? Release.Descent.COPY
                : adapted != null ? Release.Descent.ADAPTATION : Release.Descent.OWN;
        return new Release(publisher, required("id"), descent, origin, revisions);
    }

    private Revision first(Map<String, Draft> originals) {
        Draft source = this;
        if (headers.containsKey("copy-of")) {
            source = originals.get(required("copy-of"));
            if (source == null || source.headers.containsKey("copy-of") || !paragraphs.isEmpty()) {
                throw new IllegalArgumentException(key("id") + " copies nothing, a copy, or has its own text");
            }
        }
        return new Revision(
                value("title", source.required("title")),
                value("language", source.value("language", source.publisher.language())),
                words("categories", List.of()),
                words("authors", List.of()),
                value("image", null),
                source.paragraphs,
                moment("published"));
    }

    private Revision next(Revision before) {
        List<String> text = new ArrayList<>(paragraphs);
        if (headers.containsKey("replace")) {
            text.addAll(replaced(before.paragraphs()));
        }
        return new Revision(
                value("title", before.title()),
                before.language(),
                words("categories", before.categories()),
                words("authors", before.authors()),
                value("image", before.image()),
                text,
                moment("updated"));
    }

    private List<String> replaced(List<String> before) {
        List<String> text = before;
        for (String replacement : headers.get("replace")) {
            String[] sides = replacement.split(" => ", 2);
            if (sides.length != 2 || before.stream().noneMatch(paragraph -> paragraph.contains(sides[0]))) {
                throw new IllegalArgumentException(key("revises") + " replaces nothing: " + replacement);
            }
            text = text.stream()
                    .map(paragraph -> paragraph.replace(sides[0], sides[1]))
                    .toList();
        }
        return text;
    }

    private String key(String header) {
        return publisher.id() + "/" + required(header);
    }

    private Instant moment(String header) {
        String written = required(header);
        try {
            return written.equals(HELD_BACK)
                    ? null
                    : OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(publisher.id() + " " + headers + ": no moment: " + written, e);
        }
    }

    private String required(String header) {
        String value = value(header, null);
        if (value == null) {
            throw new IllegalArgumentException(publisher.id() + " " + headers + ": lacks " + header);
        }
        return value;
    }

    private String value(String header, String otherwise) {
        List<String> values = headers.get(header);
        return values == null ? otherwise : values.get(0);
    }

    private List<String> words(String header, List<String> otherwise) {
        String value = value(header, null);
        return value == null ? otherwise : List.of(value.split("\\s*;\\s*", -1));
    }
}
