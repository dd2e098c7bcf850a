package dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.annotation.Annotations;
import dateline.enrich.annotation.ReleaseInput;
import dateline.enrich.entity.Mention;
import dateline.enrich.quote.Quotation;
import dateline.enrich.text.Part;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.TextSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text, annotating ends soon, fails nowhere and points into the text. */
class RobustnessTest {

    private static final Duration BOUND = Duration.ofMinutes(3);

    static Stream<Arguments> texts() {
        String sentence =
                "The minister said that the United Nations and the Bank of Kazakhstan agreed, Minister Murat Nurtleu said, in Astana and so on ";
        return Stream.of(
                Arguments.of("a million letters", "a".repeat(1_000_000)),
                Arguments.of("a megabyte of one sentence", sentence.repeat(8_000)),
                Arguments.of("a megabyte of paragraphs", (sentence + ".\n\n").repeat(7_800)),
                Arguments.of("signs without spaces", "联合国中亚地区预防性外交中心".repeat(40_000)),
                Arguments.of(
                        "capitalised words",
                        IntStream.range(0, 10_000)
                                .mapToObj(i -> "Word" + (char) ('a' + i % 26))
                                .collect(Collectors.joining(" "))),
                Arguments.of("given names", "James ".repeat(10_000)),
                Arguments.of("offices", "Minister of ".repeat(10_000)),
                Arguments.of("quotation marks", "\"".repeat(50_000)),
                Arguments.of("opening marks", "“".repeat(50_000) + " said"),
                Arguments.of("quotations", "\"a\" said B. ".repeat(40_000)),
                Arguments.of("lines", "A\n".repeat(100_000)),
                Arguments.of("short paragraphs", "A b c\n\n".repeat(50_000)),
                Arguments.of("acronyms", "(ABC) ".repeat(50_000)),
                Arguments.of("dashes", "- ".repeat(100_000)),
                Arguments.of("slashes", "/a".repeat(100_000)),
                Arguments.of("full stops", ". ".repeat(200_000)),
                Arguments.of("blanks", " ".repeat(500_000) + "x"),
                Arguments.of("line feeds", "\n".repeat(500_000) + "x"),
                Arguments.of("digits", "1".repeat(200_000)),
                Arguments.of(
                        "lone surrogates",
                        "\ud800 President James Smith said \udc00\"we go on\" in Kazakhstan. ".repeat(1_000)),
                Arguments.of("emoji", "🎉🇰🇿 President James Smith said “we go on 😀” in Kazakhstan. ".repeat(1_000)),
                Arguments.of("right to left", "قال الوزير \"نحن سعداء\" في أبوظبي. ".repeat(1_000)),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void annotatingEndsAndPointsIntoTheText(String what, String text) {
        Annotations annotations = Assertions.assertTimeoutPreemptively(BOUND, () -> annotate(text));

        check(text, annotations);
    }

    @Property(tries = 300)
    void everyAnnotationPointsIntoTheText(@ForAll("releases") String text) {
        check(text, annotate(text));
    }

    @Provide
    Arbitrary<String> releases() {
        Arbitrary<String> words = Arbitraries.of(
                "Kazakhstan",
                "United Nations",
                "(UN)",
                "President",
                "Minister",
                "of",
                "the",
                "James Smith",
                "said",
                "that",
                "\"",
                "“",
                "”",
                "«",
                "»",
                ",",
                ".",
                ":",
                " - ",
                "–",
                "--",
                "\n",
                "\n\n",
                "😀",
                "\ud83d",
                "\ude00",
                "𝐁𝐨𝐥𝐝",
                "𠀀",
                "About Acme",
                "###",
                "ASTANA, Feb 22 (Kazinform) -",
                "For reference:",
                "Photo:",
                "diplomacy",
                "water",
                "(",
                ")",
                "/",
                "'",
                "é",
                "ё",
                "中",
                "ا",
                "\u200b",
                "\u00a0",
                "2024-02-22",
                "EMBARGOED UNTIL 10 am",
                "and",
                "we",
                "go on",
                "press service of the Kazakh MFA reports");
        return words.list().ofMinSize(0).ofMaxSize(60).map(list -> String.join(" ", list));
    }

    private static Annotations annotate(String text) {
        return Enrichers.ENRICHER.enrich(new ReleaseInput("A title", text, null, null));
    }

    private static void check(String text, Annotations annotations) {
        assertThat(annotations.annotators()).allMatch(annotator -> annotator.outcome() == null);
        int length = text.codePointCount(0, text.length());
        List<Span> spans = new ArrayList<>();
        int last = 0;
        for (Part part : annotations.structure().parts()) {
            assertThat(part.start()).isGreaterThanOrEqualTo(last);
            last = part.end();
            spans.add(part.span());
        }
        annotations
                .entities()
                .forEach(entity -> entity.mentions().stream().map(Mention::span).forEach(spans::add));
        annotations.topics().forEach(topic -> spans.addAll(topic.evidence()));
        for (Quotation quotation : annotations.quotations()) {
            spans.add(new Span(quotation.start(), quotation.end()));
        }
        spans.addAll(annotations.summary());
        if (annotations.structure().dateline() != null) {
            spans.add(annotations.structure().dateline().span());
        }
        assertThat(spans).allMatch(span -> span.end() <= length);

        PlainText plain = PlainText.of(text);
        List<TextSpan> named = new ArrayList<>(annotations.keyphrases());
        named.add(annotations.structure().credit());
        named.add(annotations.structure().infoSource());
        for (TextSpan span : named) {
            if (span != null) {
                assertThat(span.end()).isLessThanOrEqualTo(length);
                assertThat(span.text()).isEqualTo(plain.original(new Span(span.start(), span.end())));
            }
        }
        annotations
                .entities()
                .forEach(entity -> entity.mentions()
                        .forEach(mention ->
                                assertThat(plain.original(mention.span())).isNotBlank()));
    }
}
