package dateline.enrich.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.StructureReader;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinHashTest {

    private static final String NEWS = """
            The ministry of transport opened a new bridge over the river on Monday after three years of work.

            Traffic on the old crossing will stop in spring, the ministry said, and trains will follow a year later.

            The bridge is two kilometres long and carries four lanes, a railway track and a path for cyclists.""";
    private static final String TAIL = """


            About the ministry

            The ministry of transport looks after roads, railways and ports and employs nine hundred people in all regions.""";

    @Test
    void theSameNewsHasTheSameSignatureWhateverItsCaseAndLayout() {
        assertThat(sign(NEWS.toUpperCase(Locale.ROOT))).isEqualTo(sign(NEWS));
        assertThat(sign(NEWS.replace(",", "").replace(". ", " – "))).isEqualTo(sign(NEWS));
    }

    @Test
    void theTailCountsForNothing() {
        assertThat(sign(NEWS + TAIL)).isEqualTo(sign(NEWS));
    }

    @Test
    void aSignatureHas128MinimaAndACount() {
        assertThat(Base64.getDecoder().decode(sign(NEWS))).hasSize(516);
    }

    @Test
    void aTextOfFewerThanTwelveWordsHasNone() {
        assertThat(sign("one two three four five six seven eight nine ten eleven"))
                .isEmpty();
        assertThat(sign("one two three four five six seven eight nine ten eleven twelve"))
                .isNotEmpty();
    }

    @Test
    void similarityEstimatesTheShareOfCommonShingles() {
        // 200 words of which the first 101 are common: 99 of 298 - 99 = 297 shingles.
        String one = words(0, 200);
        String other = words(0, 101) + " " + words(1_000, 1_099);

        assertThat(similarity(one, other)).isCloseTo(99 / 297.0, within(0.12));
        assertThat(similarity(one, words(5_000, 5_200))).isLessThan(0.05);
        assertThat(similarity(one, one)).isEqualTo(1.0);
    }

    @Test
    void signsOfScriptsWithoutSpacesCountAsWords() {
        assertThat(sign("部长周一在首都会见了联合国秘书长特别代表并讨论了水资源问题。")).isNotEmpty();
    }

    @Test
    void whatIsNoSignatureIsRefused() {
        assertThatThrownBy(() -> Signature.of("AAAA"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 octets");
    }

    @Test
    void containmentIsTheShareOfTheShorterThatStandsInTheLonger() {
        Signature whole = Signature.of(sign(words(0, 300)));
        Signature part = Signature.of(sign(words(0, 150)));

        assertThat(whole.containment(part)).isCloseTo(1, within(0.15));
        assertThat(whole.containment(part)).isEqualTo(part.containment(whole));
        assertThat(whole.containment(Signature.of(sign(words(150, 450))))).isCloseTo(0.5, within(0.12));
    }

    private static double similarity(String one, String other) {
        return Signature.of(sign(one)).similarity(Signature.of(sign(other)));
    }

    private static String words(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    }

    private static String sign(String text) {
        PlainText plain = PlainText.of(text);
        return MinHash.sign(plain, StructureReader.read(plain, "", null)).signature();
    }
}
