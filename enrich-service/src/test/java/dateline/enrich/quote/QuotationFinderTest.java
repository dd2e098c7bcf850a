package dateline.enrich.quote;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.Enrichers;
import dateline.enrich.annotation.ReleaseInput;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotationFinderTest {

    private static final String LEAD = "Elena Marsh, the mayor of Tolford, opened the new bridge on Friday.\n\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"The bridge joins two towns that waited a century,\" Marsh said on Friday.|Marsh|said",
                "\"The bridge joins two towns,\" said Elena Marsh, the mayor.|Elena Marsh|said",
                "“The bridge joins two towns that waited,” she added.|she|added",
                "Marsh said: \"The bridge joins two towns that waited.\"|Marsh|said",
                "Marsh, at the ceremony, said, “The bridge joins two towns that waited.”|Marsh|said",
                "«The bridge joins two towns that waited», said Elena Marsh.|Elena Marsh|said",
                "„The bridge joins two towns that waited“, said Elena Marsh.|Elena Marsh|said",
                "‘The bridge joins two towns that waited,’ Marsh said.|Marsh|said",
                "“The bridge joins two towns that waited.” ― Elena Marsh|Elena Marsh|―",
                "According to Elena Marsh, “The bridge joins two towns that waited.”|Elena Marsh|According to",
                "The bridge joins two towns that waited\", the mayor said.|the mayor|said",
                "“The bridge joins two towns that waited, Marsh said.|Marsh|said",
                "\"The bridge joins two towns,\" said the town's mayor, Elena Marsh.|the town's mayor|said",
            })
    void theSpeakerIsFoundWhateverTheMarks(String paragraph, String speaker, String cue) {
        String text = LEAD + paragraph + "\n\nTraffic begins on Monday.";

        assertThat(direct(text)).singleElement().satisfies(quotation -> {
            assertThat(quotation.speaker()).isEqualTo("person:elena-marsh");
            assertThat(quotation.speakerText()).isEqualTo(speaker);
            assertThat(quotation.cue()).isEqualTo(cue);
        });
    }

    @Test
    void aForgottenOpeningMarkMeansTheParagraphsBeginning() {
        String text = LEAD + "We have built it together, and we will keep it\", Marsh said.";

        assertThat(direct(text))
                .extracting(quotation -> read(text, quotation))
                .containsExactly("We have built it together, and we will keep it\"");
    }

    @Test
    void aSpeechOfSeveralParagraphsIsOneQuotation() {
        String text = LEAD
                + "“We have built it together,” Marsh said. “It took nine years.\n\n“It will stand for a hundred.”\n\nTraffic begins on Monday.";

        assertThat(direct(text))
                .extracting(quotation -> read(text, quotation))
                .containsExactly(
                        "“We have built it together,”", "“It took nine years.\n\n“It will stand for a hundred.”");
        assertThat(direct(text)).extracting(Quotation::speaker).containsOnly("person:elena-marsh");
    }

    @Test
    void whoIsToldIsNoPartOfWhatIsSaid() {
        String text = LEAD + "Marsh told reporters that “the bridge will stand, and so will we.”";

        assertThat(find(text)).singleElement().satisfies(quotation -> {
            assertThat(quotation.kind()).isEqualTo(QuotationKind.MIXED);
            assertThat(read(text, quotation)).startsWith("that “the bridge");
            assertThat(quotation.speaker()).isEqualTo("person:elena-marsh");
        });
    }

    @Test
    void quotedWordsWithinASentenceMakeItMixed() {
        String text = LEAD + "Marsh said that the bridge was \"a promise kept\" to both towns.";

        assertThat(find(text)).singleElement().satisfies(quotation -> {
            assertThat(quotation.kind()).isEqualTo(QuotationKind.MIXED);
            assertThat(read(text, quotation)).isEqualTo("that the bridge was \"a promise kept\" to both towns");
            assertThat(quotation.speaker()).isEqualTo("person:elena-marsh");
        });
    }

    @Test
    void aReportWithoutMarksIsIndirect() {
        String text = LEAD + "Marsh stressed that the bridge had cost less than planned.";

        assertThat(find(text)).singleElement().satisfies(quotation -> {
            assertThat(quotation.kind()).isEqualTo(QuotationKind.INDIRECT);
            assertThat(read(text, quotation)).isEqualTo("that the bridge had cost less than planned");
        });
    }

    @Test
    void anOfficeNamesWhoHoldsIt() {
        String text = "Minister of Transport Paul Brandt met Ambassador Anna Keller on Monday.\n\n"
                + "\"The line will open in May,\" the transport minister said.";

        assertThat(direct(text)).extracting(Quotation::speaker).containsExactly("person:paul-brandt");
    }

    @Test
    void marksAroundATitleOrAMeasureAreNoQuotation() {
        String text = LEAD
                + "Visitors saw the film \"Across\" on a 60\" screen in the hall.\n\nThe so-called \"old road\" stays open.";

        assertThat(find(text)).isEmpty();
    }

    private static List<Quotation> direct(String text) {
        return find(text).stream()
                .filter(quotation -> quotation.kind() == QuotationKind.DIRECT)
                .toList();
    }

    private static List<Quotation> find(String text) {
        return Enrichers.ENRICHER.enrich(new ReleaseInput("", text, "en", null)).quotations();
    }

    private static String read(String text, Quotation quotation) {
        return PlainText.of(text).original(new Span(quotation.start(), quotation.end()));
    }
}
