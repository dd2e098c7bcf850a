package dateline.enrich.entity.crf;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.entity.model.NameType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

    @TempDir
    private Path folder;

    private List<Corpus.Sentence> read(String... lines) throws IOException {
        return Corpus.read(Files.write(folder.resolve("corpus.bio"), List.of(lines)));
    }

    @Test
    void wordsAreCutAsTheServiceCutsThem() throws IOException {
        List<Corpus.Sentence> sentences = read(
                "Jean\tB-PER",
                "-\tI-PER",
                "Luc\tI-PER",
                "'s\tO",
                "ten\tO",
                "-\tO",
                "storey\tO",
                "-LRB-\tO",
                "",
                "Rome\tB-LOC");

        assertThat(sentences).hasSize(2);
        assertThat(sentences.get(0).words()).containsExactly("Jean-Luc", "'", "s", "ten-storey", "(");
        assertThat(sentences.get(0).labels()).containsExactly(Labels.of(NameType.PERSON, Labels.ONLY), 0, 0, 0, 0);
    }

    @Test
    void aDashBetweenTwoNamesStays() throws IOException {
        assertThat(read("Rome\tB-LOC", "-\tO", "Paris\tB-LOC").get(0).words()).containsExactly("Rome", "-", "Paris");
    }

    @Test
    void eachWordOfANameHasItsPlaceInIt() throws IOException {
        assertThat(read("Bank\tB-ORG", "of\tI-ORG", "Spain\tI-ORG", "UN\tB-ORG")
                        .get(0)
                        .labels())
                .containsExactly(
                        Labels.of(NameType.ORGANISATION, Labels.FIRST),
                        Labels.of(NameType.ORGANISATION, Labels.INNER),
                        Labels.of(NameType.ORGANISATION, Labels.LAST),
                        Labels.of(NameType.ORGANISATION, Labels.ONLY));
    }
}
