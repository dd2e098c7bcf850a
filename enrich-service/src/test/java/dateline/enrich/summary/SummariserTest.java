package dateline.enrich.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.summary.Summariser.Summary;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.StructureReader;
import dateline.enrich.text.TextSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummariserTest {

    private static final String LEAD =
            "Northwind Rail will run battery trains between Halden and Moss from next summer, the railway said on Tuesday.";
    private static final String TRAINS =
            "The battery trains replace diesel engines on a line that was never given overhead wires.";
    private static final String WEATHER = "Guests at the ceremony were greeted by rain, music and a brass band.";
    private static final String RANGE =
            "Battery trains of Northwind Rail run eighty kilometres before they are charged in Moss.";
    private static final String ABOUT =
            "About Northwind Rail\n\nNorthwind Rail is a railway. Battery trains, battery trains, battery trains and buses are its business in every town.";
    private static final String TEXT = String.join("\n\n", LEAD, WEATHER, TRAINS + " " + RANGE, ABOUT);

    @Test
    void theSummaryIsTheFirstSentenceAndOneThatSharesItsSubject() {
        assertThat(sentences(TEXT)).hasSize(2).startsWith(LEAD).doesNotContain(WEATHER);
        assertThat(sentences(TEXT).get(1)).contains("attery trains");
    }

    @Test
    void keyphrasesAreWhatComesBackWithTheirPlaceAndWithoutTheTail() {
        List<TextSpan> phrases = summarise(TEXT).keyphrases();

        assertThat(phrases)
                .extracting(TextSpan::text)
                .contains("battery trains", "Northwind Rail")
                .doesNotContain("buses");
        assertThat(phrases)
                .hasSizeLessThanOrEqualTo(8)
                .allSatisfy(phrase ->
                        assertThat(TEXT.substring(phrase.start(), phrase.end())).isEqualTo(phrase.text()))
                .allMatch(phrase -> phrase.end() <= TEXT.indexOf("About Northwind"));
    }

    @Test
    void aReleaseOfOneSentenceIsItsOwnSummary() {
        assertThat(sentences(LEAD)).containsExactly(LEAD);
    }

    @Test
    void nothingSumsUpToNothing() {
        assertThat(summarise("").keyphrases()).isEmpty();
        assertThat(summarise("").sentences()).isEmpty();
    }

    private static List<String> sentences(String text) {
        return summarise(text).sentences().stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }

    private static Summary summarise(String text) {
        PlainText plain = PlainText.of(text);
        return Summariser.summarise(plain, StructureReader.read(plain, "", null));
    }
}
