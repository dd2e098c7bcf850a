package dateline.enrich.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dateline.enrich.Enrichers;
import dateline.enrich.annotation.ReleaseInput;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotationFinderTest {

    private static final String LEAD = "Elena Marsh, the mayor of Tolford, opened the new bridge on Friday.\n\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
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
                "''The bridge joins two towns that waited,'' Marsh said.|Marsh|said",
                "``The bridge joins two towns that waited,'' said Elena Marsh.|Elena Marsh|said",
                "»The bridge joins two towns that waited«, said Elena Marsh.|Elena Marsh|said",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Marsh said the bridge would open to lorries in May.|the bridge would open to lorries in May",
                "Marsh told reporters on Friday that lorries must wait until May.|that lorries must wait until May",
                "The bridge will open to lorries in May, Marsh said on Friday.|The bridge will open to lorries in May",
                "According to Marsh, the bridge will open to lorries in May.|the bridge will open to lorries in May",
                "The bridge will open to lorries in May, according to Marsh.|The bridge will open to lorries in May",
                "Marsh urged both towns to share the cost of its upkeep.|both towns to share the cost of its upkeep",
                "Marsh promised to keep the old road open all year.|to keep the old road open all year",
                "She was asked whether the old road would stay open.|whether the old road would stay open",
            })
    void whatIsReportedBeginsAndEndsWithItsClause(String sentence, String reported) {
        String text = LEAD + sentence + "\n\nTraffic begins on Monday.";

        assertThat(find(text)).singleElement().satisfies(quotation -> {
            assertThat(quotation.kind()).isEqualTo(QuotationKind.INDIRECT);
            assertThat(read(text, quotation)).isEqualTo(reported);
            assertThat(quotation.speaker()).isEqualTo("person:elena-marsh");
        });
    }

    @Test
    void aReportThatIsInterruptedHasTwoParts() {
        String text = LEAD + "The bridge will help both towns, Marsh said, and it will be open at night.";

        assertThat(find(text))
                .extracting(quotation -> read(text, quotation))
                .containsExactly("The bridge will help both towns", "and it will be open at night");
    }

    @Test
    void whatIsAddedInTheSentenceIsAReportOfItsOwn() {
        String text = LEAD + "Marsh stressed that the bridge had cost less than planned, adding that tolls would end.";

        assertThat(find(text))
                .extracting(quotation -> read(text, quotation))
                .containsExactly("that the bridge had cost less than planned", "that tolls would end");
        assertThat(find(text)).extracting(Quotation::speaker).containsOnly("person:elena-marsh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The two towns discussed the bridge, press service of the Tolford Council reports.",
                "His claims that were heard in court concern the old road.",
                "The council asked for help with the works on the old road.",
                "The mayor told the story of the bridge to pupils of both towns.",
                "The state of the old road was worse than that of the bridge.",
            })
    void aSentenceThatReportsNothingIsNoQuotation(String sentence) {
        assertThat(find(LEAD + sentence)).isEmpty();
    }

    @Test
    void theSpeakerStandsBeforeOrBehindInScriptsWithoutBlanks() {
        assertThat(direct("大桥于周五通车，连接两座城市，全长九百米。\n\n市长张伟说：“这座桥连接了两座等待已久的城市。”"))
                .extracting(Quotation::speakerText, Quotation::cue)
                .containsExactly(tuple("市长张伟", "说"));
        assertThat(direct("橋は金曜日に開通し、二つの町を結んだ。\n\n山田市長は「この橋は長く待った二つの町を結ぶ」と述べた。"))
                .extracting(Quotation::speakerText, Quotation::cue)
                .containsExactly(tuple("山田市長", "述べ"));
    }

    @Test
    void aPronounIsThePersonNamedLast() {
        String text = LEAD + "Architect Tom Reed drew it in 2015. “I never doubted that it would be built,” he said.";

        assertThat(direct(text)).extracting(Quotation::speaker).containsExactly("person:tom-reed");
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
