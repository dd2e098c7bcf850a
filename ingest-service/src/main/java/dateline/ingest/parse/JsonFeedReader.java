package dateline.ingest.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dateline.ingest.parse.html.Links;
import dateline.ingest.parse.text.Chars;
import dateline.ingest.parse.text.Decoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON Feed 1.0 and 1.1 (jsonfeed.org). Items are read one by one, so that a document that is cut off keeps the
 * whole ones. Comments, trailing commas and control characters inside strings are forgiven and noted.
 */
final class JsonFeedReader {

    private static final int ENTRY_LIMIT = 20_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(100)
                            .maxStringLength(FeedParser.MAX_BYTES)
                            .maxNameLength(1000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final Decoder.Decoded text;
    private final RepairLog repairs;
    private final String base;
    private final String headerLanguage;
    private final Texts texts = new Texts();
    private FeedDraft feed = new FeedDraft();
    private List<EntryDraft> entries = new ArrayList<>();
    private String version;
    private boolean hasItems;

    JsonFeedReader(Decoder.Decoded text, RepairLog repairs, FeedContext context) {
        this.text = text;
        this.repairs = repairs;
        this.base = context.baseUrl().toString();
        this.headerLanguage =
                XmlFeedReader.headerLanguage(context.contentLanguage().orElse(null));
    }

    ParseOutcome read() {
        JsonProcessingException error = attempt(MAPPER);
        if (error != null) {
            repairs.add(Repair.Kind.LENIENT_JSON, index(error));
            feed = new FeedDraft();
            entries = new ArrayList<>();
            error = attempt(lenient());
        }
        boolean isFeed = (version != null && version.contains("jsonfeed")) || hasItems;
        if (error != null && (!isFeed || entries.isEmpty())) {
            return new ParseFailure(
                    isFeed ? FailureReason.BROKEN : FailureReason.NOT_A_FEED,
                    error.getOriginalMessage(),
                    RepairLog.position(text.units(), index(error)),
                    applied());
        }
        if (!isFeed) {
            return new ParseFailure(
                    FailureReason.NOT_A_FEED, "JSON without a version and items", Position.START, applied());
        }
        if (error != null) {
            repairs.add(Repair.Kind.CUT_OFF, index(error));
        }
        FeedFormat format =
                version != null && version.endsWith("/1.1") ? FeedFormat.JSON_FEED_11 : FeedFormat.JSON_FEED_10;
        String language = feed.language(headerLanguage);
        List<Entry> read = entries.stream()
                .map(draft -> draft.toEntry(feed.authors(), language))
                .toList();
        return new ParsedFeed(format, text.charset(), feed.toFeed(headerLanguage), read, applied());
    }

    private static JsonMapper lenient() {
        return MAPPER.rebuild()
                .enable(
                        JsonReadFeature.ALLOW_JAVA_COMMENTS,
                        JsonReadFeature.ALLOW_TRAILING_COMMA,
                        JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                        JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                        JsonReadFeature.ALLOW_SINGLE_QUOTES,
                        JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                        JsonReadFeature.ALLOW_MISSING_VALUES)
                .build();
    }

    private List<Repair> applied() {
        return repairs.toList(text.units(), text.length());
    }

    private int index(JsonProcessingException error) {
        JsonLocation location = error.getLocation();
        long offset = location == null ? 0 : location.getCharOffset();
        return (int) Math.max(0, Math.min(offset, text.length()));
    }

    /** Reads as far as the grammar allows; returns what stopped it, or null. */
    private JsonProcessingException attempt(JsonMapper mapper) {
        try (JsonParser parser = mapper.getFactory().createParser(text.units(), 0, text.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("items") && parser.currentToken() == JsonToken.START_ARRAY) {
                    hasItems = true;
                    items(parser, mapper);
                } else {
                    property(name, mapper.readTree(parser));
                }
            }
            return null;
        } catch (JsonProcessingException e) {
            return e;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private void items(JsonParser parser, JsonMapper mapper) throws IOException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            JsonNode item = mapper.readTree(parser);
            if (item != null && item.isObject() && entries.size() < ENTRY_LIMIT) {
                entries.add(item(item));
            }
        }
    }

    private void property(String name, JsonNode value) {
        switch (name) {
            case "version" -> version = string(value);
            case "title" -> feed.title(line(value), 0);
            case "home_page_url" -> feed.link(url(value), 0);
            case "feed_url" -> typed("self", url(value), "application/feed+json");
            case "next_url" -> typed("next", url(value), "application/feed+json");
            case "description" -> feed.description(body(value, Texts.Kind.TEXT), 0);
            case "icon" -> feed.imageUrl(url(value));
            case "language" -> feed.statedLanguage(string(value), 0);
            case "author" -> author(value).forEach(feed::author);
            case "authors" -> value.forEach(each -> author(each).forEach(feed::author));
            case "hubs" -> value.forEach(hub -> typed("hub", url(hub.get("url")), null));
            case "expired" -> {
                if (value.asBoolean()) {
                    feed.complete();
                }
            }
            default -> {}
        }
    }

    private void typed(String rel, String url, String type) {
        if (url != null) {
            feed.typedLink(new FeedLink(rel, url, type));
        }
    }

    private EntryDraft item(JsonNode item) {
        EntryDraft entry = new EntryDraft();
        String id = string(item.get("id"));
        entry.id(id, 0, false);
        entry.link(url(item.get("url")), 0);
        entry.link(url(item.get("external_url")), 1);
        if (id != null && id.startsWith("http")) {
            entry.link(Links.absolute(base, id), 2);
        }
        String external = url(item.get("external_url"));
        if (external != null) {
            entry.typedLink(new FeedLink("related", external, null));
        }
        entry.title(line(item.get("title")), 0, null);
        entry.content(body(item.get("content_html"), Texts.Kind.HTML), 0, null);
        entry.content(body(item.get("content_text"), Texts.Kind.TEXT), 1, null);
        entry.summary(body(item.get("summary"), Texts.Kind.TEXT), 0, null);
        entry.published(Dates.parse(string(item.get("date_published"))), 0);
        entry.updated(Dates.parse(string(item.get("date_modified"))), 0);
        entry.statedLanguage(string(item.get("language")));
        each(item.get("authors")).forEach(author -> author(author).forEach(one -> entry.author(one, 0)));
        author(item.get("author")).forEach(one -> entry.author(one, 1));
        each(item.get("tags")).forEach(tag -> entry.category(line(tag), null));
        each(item.get("attachments"))
                .forEach(file -> entry.enclosure(
                        url(file.get("url")), string(file.get("mime_type")), string(file.get("size_in_bytes"))));
        return entry;
    }

    private static Iterable<JsonNode> each(JsonNode array) {
        return array != null && array.isArray() ? array : List.of();
    }

    private List<Author> author(JsonNode author) {
        if (author == null) {
            return List.of();
        }
        String name = author.isObject() ? line(author.get("name")) : line(author);
        String page = author.isObject() ? url(author.get("url")) : null;
        return name == null ? List.of() : List.of(new Author(name, null, page));
    }

    /** The text of a string or number, null for anything else and for the blank. */
    private static String string(JsonNode value) {
        if (value == null || !(value.isTextual() || value.isNumber())) {
            return null;
        }
        String string = value.asText().strip();
        return string.isEmpty() ? null : string;
    }

    private String url(JsonNode value) {
        return Links.absolute(base, string(value));
    }

    private String line(JsonNode value) {
        return body(value, true, Texts.Kind.TEXT);
    }

    private String body(JsonNode value, Texts.Kind kind) {
        return body(value, false, kind);
    }

    private String body(JsonNode value, boolean asLine, Texts.Kind kind) {
        String string = string(value);
        if (string == null) {
            return null;
        }
        Chars chars = new Chars(string.length());
        chars.append(string);
        return asLine ? texts.line(chars, kind) : texts.body(chars, kind, base);
    }
}
