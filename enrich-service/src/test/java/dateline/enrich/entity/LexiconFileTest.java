package dateline.enrich.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconFileTest {

    @Test
    void quotedCellsCommentsAndSeveralAliasesAreRead() {
        String csv =
                "\uFEFFname,type,id,aliases\n# people\n\n\"Berg, Kari\",person,acme:7,\"Kari \"\"KB\"\" Berg|KB\"\nOslo Port,organisation,Q5,\n";

        assertThat(LexiconFile.read(csv))
                .isEqualTo(new LexiconReading.Read(List.of(
                        new KnownEntity("Berg, Kari", EntityType.PERSON, "acme:7", List.of("Kari \"KB\" Berg", "KB")),
                        new KnownEntity("Oslo Port", EntityType.ORGANISATION, "Q5", List.of()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "A,person,x:1; 4 cells expected, 3 found",
                ",person,x:1,; name: empty",
                "A,ship,x:1,; type: \"ship\" is none of person, organisation, place, event, law, work, group",
                "A,person,,; id: empty or with a blank",
                "A,person,x 1,; id: empty or with a blank",
                "\"A,person,x:1,; a quotation mark is not closed"
            })
    void aWrongLineIsNamed(String line, String reason) {
        assertThat(LexiconFile.read("name,type,id,aliases\nB,person,x:2,\n" + line))
                .isEqualTo(new LexiconReading.Broken(3, reason));
    }

    @Test
    void anEmptyFileHasNoHead() {
        assertThat(LexiconFile.read("")).isInstanceOf(LexiconReading.Broken.class);
    }
}
