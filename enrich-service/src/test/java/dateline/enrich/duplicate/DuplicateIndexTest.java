package dateline.enrich.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.StructureReader;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DuplicateIndexTest {

    private static final Instant MONDAY = Instant.parse("2025-03-03T09:00:00Z");

    private final DuplicateIndex index = new DuplicateIndex(100);

    @Test
    void theFirstOfItsKindIsTheOriginAndTheNextItsCopy() {
        Duplicates origin = index.place("a", sign(words(0, 200)), MONDAY);
        Duplicates copy = index.place("b", sign(words(0, 190)), MONDAY.plus(Duration.ofHours(2)));
        Duplicates ofTheCopy = index.place("c", sign(words(5, 190)), MONDAY.plus(Duration.ofDays(1)));

        assertThat(origin.group()).isEqualTo("a");
        assertThat(origin.relation()).isEqualTo("origin");
        assertThat(copy.group()).isEqualTo("a");
        assertThat(copy.relation()).isEqualTo("copy");
        assertThat(ofTheCopy.group()).isEqualTo("a");
    }

    @Test
    void aCopyWithinMoreTextIsACopyToo() {
        index.place("a", sign(words(0, 200)), MONDAY);

        assertThat(index.place("b", sign(words(1_000, 1_060) + " " + words(0, 200)), MONDAY)
                        .relation())
                .isEqualTo("copy");
    }

    @Test
    void whatIsLikeIsRelatedAndInAGroupOfItsOwn() {
        index.place("a", sign(words(0, 200)), MONDAY);

        Duplicates related = index.place("b", sign(words(0, 125) + " " + words(1_000, 1_075)), MONDAY);

        assertThat(related.group()).isEqualTo("b");
        assertThat(related.relation()).isEqualTo("related");
        assertThat(related.relatedTo()).isEqualTo("a");
    }

    @Test
    void theSameTextAfterMoreThanThreeDaysIsATemplate() {
        index.place("a", sign(words(0, 200)), MONDAY);

        assertThat(index.place("b", sign(words(0, 200)), MONDAY.plus(Duration.ofDays(3)))
                        .relation())
                .isEqualTo("copy");
        Duplicates later = index.place("c", sign(words(0, 200)), MONDAY.plus(Duration.ofDays(10)));
        assertThat(later.relation()).isEqualTo("related");
        assertThat(later.relatedTo()).isEqualTo("a");
    }

    @Test
    void timeNeedNotRunForwards() {
        index.place("a", sign(words(0, 200)), MONDAY);

        assertThat(index.place("b", sign(words(0, 200)), MONDAY.minus(Duration.ofDays(2)))
                        .group())
                .isEqualTo("a");
        assertThat(index.place("c", sign(words(0, 200)), MONDAY.minus(Duration.ofDays(9)))
                        .group())
                .isEqualTo("c");
    }

    @Test
    void theSameReleaseAgainIsPlacedAsBefore() {
        index.place("a", sign(words(0, 200)), MONDAY);
        Duplicates copy = index.place("b", sign(words(0, 190)), MONDAY);

        assertThat(index.place("b", sign(words(0, 190)), MONDAY)).isEqualTo(copy);
        assertThat(index.place("a", sign(words(0, 200)), MONDAY).relation()).isEqualTo("origin");
    }

    @Test
    void aRevisedCopyThatIsNoneAnyMoreLeavesTheGroup() {
        index.place("a", sign(words(0, 200)), MONDAY);
        index.place("b", sign(words(0, 190)), MONDAY);

        Duplicates revised = index.place("b", sign(words(3_000, 3_200)), MONDAY);

        assertThat(revised.group()).isEqualTo("b");
        assertThat(index.place("c", sign(words(3_000, 3_190)), MONDAY).group()).isEqualTo("b");
        assertThat(index.place("d", sign(words(0, 190)), MONDAY).group()).isEqualTo("a");
    }

    @Test
    void anOriginStaysWhereOthersHaveJoinedIt() {
        index.place("a", sign(words(0, 200)), MONDAY);
        index.place("b", sign(words(0, 190)), MONDAY);

        Duplicates revised = index.place("a", sign(words(0, 230)), MONDAY);

        assertThat(revised.group()).isEqualTo("a");
        assertThat(revised.relation()).isEqualTo("origin");
    }

    @Test
    void whatIsRecalledCountsAsPlaced() {
        Duplicates told = index.place("a", sign(words(0, 200)), MONDAY);
        DuplicateIndex anew = new DuplicateIndex(100);
        anew.remember("a", told, MONDAY);

        assertThat(anew.place("b", sign(words(0, 190)), MONDAY).group()).isEqualTo("a");
        assertThat(anew.place("a", sign(words(0, 200)), MONDAY)).isEqualTo(told);
    }

    @Test
    void theOldestAreForgottenAndHalfIsAlwaysKept() {
        index.place("a", sign(words(0, 200)), MONDAY);
        for (int i = 1; i <= 49; i++) {
            index.place("x" + i, sign(words(i * 1_000, i * 1_000 + 50)), MONDAY);
        }
        assertThat(index.place("b", sign(words(0, 200)), MONDAY).group()).isEqualTo("a");
        for (int i = 50; i <= 170; i++) {
            index.place("x" + i, sign(words(i * 1_000, i * 1_000 + 50)), MONDAY);
        }
        assertThat(index.place("c", sign(words(0, 200)), MONDAY).group()).isEqualTo("c");
        assertThat(index.place("y", sign(words(170_000, 170_050)), MONDAY).group())
                .isEqualTo("x170");
    }

    @Test
    void whatHasNoSignatureHasNoGroup() {
        assertThat(index.place("a", Duplicates.NONE, MONDAY)).isEqualTo(Duplicates.NONE);
    }

    private static String words(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    }

    private static Duplicates sign(String text) {
        PlainText plain = PlainText.of(text);
        return MinHash.sign(plain, StructureReader.read(plain, "", null));
    }
}
