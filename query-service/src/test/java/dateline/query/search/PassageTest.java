package dateline.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where in a text a snippet is looked for. */
class PassageTest {

    private static final String FILLER = "Nothing of note was said in this paragraph. ".repeat(100);

    @Test
    void thePassageIsWhereTheWordsStandClosest() {
        String text = "A water report. " + FILLER + "The treaty on water was signed. " + FILLER + "A treaty.";
        String passage = Passage.of(text, "'water' & 'treati'").orElseThrow();
        assertThat(passage).contains("The treaty on water was signed.").hasSizeLessThan(1000);
        assertThat(text).contains(passage);
    }

    @Test
    void itBeginsAndEndsBetweenWords() {
        String passage =
                Passage.of(FILLER + "The treaty. " + FILLER, "'treati'").orElseThrow();
        assertThat((" " + FILLER + "The treaty. " + FILLER)).contains(" " + passage + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "negoti, Negotiations went on",
        "compani, Two companies",
        "negociees, Les mesures négociées",
        "o'neil, Said O'Neil",
        "treati, the treaties"
    })
    void stemsAreBeginningsOfWords(String word, String text) {
        assertThat(Passage.of(FILLER + text, "'" + word.replace("'", "''") + "'"))
                .hasValueSatisfying(passage -> assertThat(passage).endsWith(text));
    }

    @Test
    void aWordThatIsNotThereHasNoPassage() {
        assertThat(Passage.of(FILLER, "'treati' | 'aid'")).isEmpty();
        assertThat(Passage.of("Underwater", "'water'")).isEmpty();
        assertThat(Passage.of("", "'water'")).isEmpty();
        assertThat(Passage.of(FILLER, "''")).isEmpty();
    }

    @Test
    void aTextWithoutSpacesIsCutBetweenCharacters() {
        String text = "water" + "\uD83D\uDE80".repeat(2000);
        String passage = Passage.of(text, "'water'").orElseThrow();
        assertThat(passage).startsWith("water").hasSizeBetween(600, 700);
        assertThat(passage.codePoints()).noneMatch(point -> point >= 0xD800 && point < 0xE000);
    }
}
