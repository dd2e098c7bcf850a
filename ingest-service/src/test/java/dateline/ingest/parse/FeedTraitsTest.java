package dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The project's own corpus: each trait of a feed is a test of that name. */
class FeedTraitsTest {

    private static final Path CORPUS = Path.of("src/test/resources/feeds");

    private final FeedParser parser = new FeedParser();

    @TestFactory
    Stream<DynamicContainer> traits() throws IOException {
        return files().stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        String.valueOf(file.getFileName()).replace(".txt", ""),
                        Trait.readAll(file).stream()
                                .map(trait -> DynamicTest.dynamicTest(trait.name(), () -> check(trait)))));
    }

    @Test
    void theCorpusHasAtLeastTwoHundredTraitsWithDifferentNames() throws IOException {
        List<Trait> traits =
                files().stream().flatMap(file -> Trait.readAll(file).stream()).toList();
        assertThat(traits).hasSizeGreaterThanOrEqualTo(200);
        assertThat(traits).extracting(Trait::name).doesNotHaveDuplicates();
        assertThat(traits).allSatisfy(trait -> assertThat(trait.expectations()).isNotEmpty());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private void check(Trait trait) {
        Map<String, String> facts = facts(parser.parse(trait.body(), trait.context()));
        for (Trait.Expectation expectation : trait.expectations()) {
            String actual = facts.getOrDefault(expectation.key(), "none");
            String what = expectation.key() + " of "
                    + trait.text().substring(0, Math.min(500, trait.text().length()));
            switch (expectation.operator()) {
                case "=" -> assertThat(actual).as(what).isEqualTo(expectation.value());
                case "~" -> assertThat(actual).as(what).contains(expectation.value());
                case "!~" -> assertThat(actual).as(what).doesNotContain(expectation.value());
                default -> throw new IllegalArgumentException(expectation.operator());
            }
        }
    }

    /** What was read, by the keys that the corpus uses; what is not there is missing. */
    private static Map<String, String> facts(ParseOutcome outcome) {
        Map<String, String> facts = new TreeMap<>();
        put(
                facts,
                "repairs",
                outcome.repairs().stream().map(repair -> repair.kind().code()).collect(Collectors.joining(" ")));
        if (outcome instanceof ParseFailure failure) {
            put(facts, "failure", failure.reason().code());
        } else if (outcome instanceof ParsedFeed parsed) {
            put(facts, "format", parsed.format());
            put(facts, "charset", parsed.charset());
            put(facts, "entries", parsed.entries().size());
            feed(facts, parsed.feed());
            for (int i = 0; i < parsed.entries().size(); i++) {
                entry(facts, "entries[" + i + "].", parsed.entries().get(i));
            }
        }
        return facts;
    }

    private static void feed(Map<String, String> facts, Feed feed) {
        put(facts, "feed.id", feed.id());
        put(facts, "feed.title", feed.title());
        put(facts, "feed.link", feed.link());
        put(facts, "feed.description", feed.description());
        put(facts, "feed.language", feed.language());
        put(facts, "feed.updated", feed.updated());
        put(facts, "feed.image", feed.imageUrl());
        put(facts, "feed.ttl", feed.hints().ttl());
        put(facts, "feed.updateInterval", feed.hints().updateInterval());
        put(facts, "feed.skipHours", feed.hints().skipHours().stream().sorted().toList());
        put(facts, "feed.skipDays", feed.hints().skipDays().stream().sorted().toList());
        put(facts, "feed.complete", feed.complete());
        put(facts, "feed.archive", feed.archive());
        feed.links().forEach(link -> facts.putIfAbsent("feed.links." + link.rel(), link.href()));
    }

    private static void entry(Map<String, String> facts, String at, Entry entry) {
        put(facts, at + "id", entry.id());
        put(facts, at + "permalink", entry.idIsPermalink());
        put(facts, at + "title", entry.title());
        put(facts, at + "link", entry.link());
        put(facts, at + "published", entry.published());
        put(facts, at + "updated", entry.updated());
        put(
                facts,
                at + "author",
                entry.authors().stream().map(Author::displayName).collect(Collectors.joining(", ")));
        put(facts, at + "summary", entry.summaryHtml());
        put(facts, at + "content", entry.contentHtml());
        put(
                facts,
                at + "categories",
                entry.categories().stream()
                        .map(category ->
                                category.name() + (category.scheme() == null ? "" : " [" + category.scheme() + "]"))
                        .collect(Collectors.joining(" | ")));
        put(
                facts,
                at + "enclosures",
                entry.enclosures().stream()
                        .map(enclosure -> Stream.of(enclosure.url(), enclosure.type(), enclosure.length())
                                .filter(part -> part != null)
                                .map(String::valueOf)
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(" | ")));
        put(facts, at + "language", entry.language());
        put(facts, at + "rights", entry.rights());
        if (entry.source() != null) {
            put(
                    facts,
                    at + "source",
                    entry.source().title() + " " + entry.source().url());
        }
        if (entry.location() != null) {
            put(
                    facts,
                    at + "location",
                    entry.location().latitude() + "," + entry.location().longitude());
        }
        entry.links().forEach(link -> facts.putIfAbsent(at + "links." + link.rel(), link.href()));
    }

    private static void put(Map<String, String> facts, String key, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            facts.put(key, value.toString());
        }
    }
}
