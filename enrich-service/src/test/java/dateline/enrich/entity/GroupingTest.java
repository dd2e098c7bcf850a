package dateline.enrich.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.StructureReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which names of a release are put together as one entity. */
class GroupingTest {

    private static final EntityTagger TAGGER = Engine.AUTO.tagger();

    @Test
    void aSurnameBelongsToTheFullNameBeforeIt() {
        String text =
                "President Elena Marku met President Tomas Varga in Oslo on Monday. Marku said the talks went well.";

        assertThat(mentions(text, "Elena Marku")).containsExactly("Elena Marku", "Marku");
        assertThat(mentions(text, "Tomas Varga")).containsExactly("Tomas Varga");
    }

    @Test
    void anAcronymBelongsToTheNameThatDefinesIt() {
        String text =
                "The International Atomic Energy Agency (IAEA) sent a mission to Norway. The IAEA will report in May.";

        assertThat(mentions(text, "International Atomic Energy Agency"))
                .contains("IAEA")
                .hasSize(3);
    }

    @Test
    void aCountryUnderTwoNamesIsOneWithItsLink() {
        String text = "The Republic of Kazakhstan and Norway signed a treaty. Kazakhstan will ratify it next year.";

        Entity kazakhstan = entity(text, "Kazakhstan");
        assertThat(kazakhstan.id()).isEqualTo("Q232");
        assertThat(kazakhstan.mentions()).hasSize(2);
        assertThat(entity(text, "Norway").mentions()).hasSize(1);
    }

    @Test
    void anOfficeIsKeptBesideThePersonAndIsNoPartOfTheName() {
        String text = "Foreign Minister Jonas Berg opened the embassy in Oslo on Friday.";

        assertThat(entity(text, "Jonas Berg").roles()).containsExactly("Foreign Minister");
        assertThat(mentions(text, "Jonas Berg")).containsExactly("Jonas Berg");
    }

    @Test
    void whoIsNamedMoreAndEarlierIsMoreSalient() {
        String text =
                "President Elena Marku opened the fair in Tirana. Marku thanked the builders, and Marku left.\n\nIn a message, President Tomas Varga sent his greetings.";

        assertThat(entity(text, "Elena Marku").salience())
                .isGreaterThan(entity(text, "Tomas Varga").salience());
    }

    private static Entity entity(String text, String name) {
        List<Entity> entities = tag(text);
        return entities.stream()
                .filter(entity -> entity.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + entities));
    }

    private static List<String> mentions(String text, String name) {
        return entity(text, name).mentions().stream()
                .map(mention -> {
                    Span span = mention.span();
                    return text.substring(span.start(), span.end());
                })
                .toList();
    }

    private static List<Entity> tag(String text) {
        PlainText plain = PlainText.of(text);
        return TAGGER.tag(plain, StructureReader.read(plain, "", null), "", "en", null);
    }
}
