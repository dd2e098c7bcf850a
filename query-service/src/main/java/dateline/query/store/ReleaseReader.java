package dateline.query.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dateline.query.store.EnrichedRelease.Entity;
import dateline.query.store.EnrichedRelease.Quotations;
import dateline.query.store.EnrichedRelease.Span;
import dateline.query.store.EnrichedRelease.Words;
import dateline.query.text.PostgresText;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the value of a record of {@code releases.enriched}; asks for the fields that it needs and keeps all others. */
final class ReleaseReader {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Instant EARLIEST = Instant.parse("1600-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Set<String> CHANGES = Set.of("new", "updated", "withdrawn");
    // Dates, amounts and shares are told apart by their text, not by who they are: no filter names them.
    private static final Set<String> NAMED_TYPES =
            Set.of("person", "organisation", "place", "event", "law", "work", "group");
    // A vector of words has 1 MiB, and quoted words stand in it twice.
    private static final int MOST_QUOTED = 50_000;
    private static final Set<String> LEAD = Set.of("headline", "lead");
    private static final Set<String> BODY = Set.of("body", "heading", "correction");

    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private final int indexedCharacters;

    /**
     * @param indexedCharacters how many characters of each text go into the index
     */
    ReleaseReader(int indexedCharacters) {
        this.indexedCharacters = indexedCharacters;
    }

    /**
     * Reads one record's value.
     *
     * @param value JSON in UTF-8, or null
     * @return the release, or why it is none
     */
    Reading read(byte[] value) {
        if (value == null || value.length == 0) {
            return new Reading.Unreadable("the value is empty");
        }
        try {
            JsonNode root = clean(json.readTree(value));
            return new Reading.Kept(release(Fields.of(root), json.writeValueAsString(root)));
        } catch (Fields.Fault e) {
            return new Reading.Unreadable(e.getMessage());
        } catch (JsonProcessingException e) {
            return new Reading.Unreadable("not JSON: " + e.getOriginalMessage() + at(e));
        } catch (IOException e) {
            return new Reading.Unreadable("not JSON: " + e.getMessage());
        }
    }

    private EnrichedRelease release(Fields release, String event) throws Fields.Fault {
        String id = release.string("id");
        if (!ID.matcher(id).matches()) {
            throw new Fields.Fault("id", "not 32 hexadecimal digits");
        }
        String change = release.string("change");
        if (!CHANGES.contains(change)) {
            throw new Fields.Fault("change", "not one of new, updated, withdrawn");
        }
        Fields source = release.object("source");
        Fields annotations = release.object("annotations");
        Fields structure = annotations.object("structure");
        Instant received = release.instant("received");
        if (!usable(received)) {
            throw new Fields.Fault("received", "not a date of the years 1600 to 9999");
        }
        Instant embargoedUntil = structure.instantOrNull("embargoedUntil");
        List<Entity> entities = entities(annotations);
        return new EnrichedRelease(
                id,
                release.integer("revision", 1),
                change.equals("withdrawn"),
                source.filledString("id"),
                source.filledString("name"),
                source.stringOrNull("country"),
                annotations.object("language").filledString("code"),
                published(release.instantOrNull("published"), structure.objectOrNull("dateline"), received),
                received,
                usable(embargoedUntil) ? embargoedUntil : null,
                words(release, structure),
                entities,
                quotations(release.string("text"), annotations, entities),
                topics(annotations),
                annotations.object("duplicates").stringOrNull("group"),
                "copy".equals(annotations.object("duplicates").stringOrNull("relation")),
                event);
    }

    private static Instant published(Instant published, Fields dateline, Instant received) throws Fields.Fault {
        LocalDate day = dateline == null ? null : dateline.dateOrNull("date");
        Instant dated = day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return usable(published) ? published : usable(dated) ? dated : received;
    }

    // Before the Gregorian calendar no press release was sent, and drivers and database disagree about the days.
    private static boolean usable(Instant date) {
        return date != null && !date.isBefore(EARLIEST) && date.isBefore(LATEST);
    }

    private static List<Entity> entities(Fields annotations) throws Fields.Fault {
        List<Entity> entities = new ArrayList<>();
        for (Fields entity : annotations.objects("entities")) {
            String id = entity.filledString("id");
            String type = entity.string("type");
            String name = entity.filledString("name");
            List<String> aliases = entity.strings("aliases");
            if (NAMED_TYPES.contains(type)) {
                entities.add(new Entity(id, type, name, aliases, spans(entity.objects("mentions"))));
            }
        }
        return entities;
    }

    private Quotations quotations(String text, Fields annotations, List<Entity> entities) throws Fields.Fault {
        Set<String> speakers = new LinkedHashSet<>();
        for (Fields quotation : annotations.objects("quotations")) {
            String speaker = quotation.stringOrNull("speaker");
            if (speaker != null && !speaker.isEmpty()) {
                speakers.add(speaker);
            }
        }
        List<Span> quoted = new ArrayList<>(spans(annotations.objects("quotations")));
        quoted.sort(Comparator.comparingInt(Span::start));
        List<String> about = entities.stream()
                .filter(entity -> entity.mentions().stream()
                        .anyMatch(mention -> quoted.stream().anyMatch(span -> span.holds(mention))))
                .map(Entity::id)
                .distinct()
                .toList();
        CodePoints points = new CodePoints(text);
        List<String> texts = new ArrayList<>();
        int done = 0;
        int left = Math.min(indexedCharacters, MOST_QUOTED);
        for (Span span : quoted) {
            // One that lies within another adds no words.
            if (span.end() > done && left > 0) {
                String slice = points.slice(Math.max(done, span.start()), span.end());
                texts.add(cut(slice, left));
                left -= slice.length();
                done = span.end();
            }
        }
        return new Quotations(List.copyOf(speakers), about, texts);
    }

    private static List<Span> spans(List<Fields> objects) throws Fields.Fault {
        List<Span> spans = new ArrayList<>(objects.size());
        for (Fields object : objects) {
            spans.add(new Span(object.integer("start", 0), object.integer("end", 0)));
        }
        return spans;
    }

    private static List<String> topics(Fields annotations) throws Fields.Fault {
        Set<String> topics = new LinkedHashSet<>();
        for (Fields topic : annotations.objects("topics")) {
            String uri = topic.filledString("uri");
            topics.add(uri.substring(uri.lastIndexOf('/') + 1));
        }
        return List.copyOf(topics);
    }

    // Parts are told in order of the text; what lies between two of them counts as body.
    private Words words(Fields release, Fields structure) throws Fields.Fault {
        String title = release.string("title");
        String text = release.string("text");
        String summary = release.stringOrNull("summary");
        CodePoints points = new CodePoints(text);
        StringBuilder lead = new StringBuilder();
        StringBuilder body = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        int done = 0;
        for (Fields part : structure.objects("parts")) {
            String kind = part.string("kind");
            int start = Math.max(done, part.integer("start", 0));
            int end = Math.max(start, part.integer("end", 0));
            body.append(points.slice(done, start)).append('\n');
            StringBuilder into = LEAD.contains(kind) ? lead : BODY.contains(kind) ? body : rest;
            into.append(points.slice(start, end)).append('\n');
            done = end;
        }
        body.append(points.slice(done, Integer.MAX_VALUE));
        if (summary != null) {
            rest.append(summary);
        }
        return new Words(bounded(title), bounded(lead), bounded(body), bounded(rest));
    }

    private String bounded(CharSequence text) {
        return cut(text, indexedCharacters);
    }

    private static String cut(CharSequence text, int most) {
        if (text.length() <= most) {
            return text.toString();
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.subSequence(0, end).toString();
    }

    private static JsonNode clean(JsonNode node) {
        if (node.isTextual()) {
            String clean = PostgresText.clean(node.textValue());
            return clean.equals(node.textValue()) ? node : JsonNodeFactory.instance.textNode(clean);
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> array.add(clean(element)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                object.set(PostgresText.clean(field.getKey()), clean(field.getValue()));
            }
            return object;
        }
        return node;
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** Slices of a text by code points, in order, so that a text is walked once. */
    private static final class CodePoints {
        private final String text;
        private int point;
        private int unit;

        CodePoints(String text) {
            this.text = text;
        }

        // start and end never go back behind an earlier end.
        String slice(int start, int end) {
            forward(start);
            int from = unit;
            forward(end);
            return text.substring(from, unit);
        }

        private void forward(int to) {
            while (point < to && unit < text.length()) {
                unit += Character.charCount(text.codePointAt(unit));
                point++;
            }
        }
    }
}
