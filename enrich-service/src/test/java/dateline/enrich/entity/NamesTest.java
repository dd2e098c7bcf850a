package dateline.enrich.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.text.Part;
import dateline.enrich.text.PartKind;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Structure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The names that each engine finds. */
class NamesTest {

    private static final EntityTagger ACCURATE = Engine.ACCURATE.tagger();
    private static final EntityTagger FAST = Engine.FAST.tagger();
    private static final EntityTagger RULES = Engine.RULES.tagger();

    private static EntityTagger tagger(Engine engine) {
        return engine == Engine.RULES ? RULES : engine == Engine.FAST ? FAST : ACCURATE;
    }

    private static List<Entity> tag(EntityTagger tagger, String text) {
        PlainText plain = PlainText.of(text);
        Structure structure =
                new Structure(null, null, null, null, List.of(new Part(PartKind.LEAD, 0, plain.length())));
        return tagger.tag(plain, structure, "", "en", null);
    }

    private static List<String> mentions(String text, EntityType type) {
        return tag(FAST, text).stream()
                .filter(entity -> entity.type() == type)
                .flatMap(entity -> entity.mentions().stream())
                .map(mention -> text.substring(mention.start(), mention.end()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"ACCURATE, 0.90", "FAST, 0.90", "RULES, 0.60"})
    void sentencesOfManyKindsKeepTheirFloor(Engine engine, double floor) throws IOException {
        NameScore score = new NameScore();
        for (MarkedSentences.Marked marked : MarkedSentences.read()) {
            score.add(marked.text(), marked.names(), tag(tagger(engine), marked.text()));
        }
        System.out.println("own sentences, " + engine + ": " + score);
        assertThat(score.f1()).isGreaterThanOrEqualTo(floor);
    }

    @Test
    void aSurnameFollowsTheTypeOfItsFullName() {
        assertThat(mentions(
                        "Martin Harrison leads the institute. Critics say that Harrison has spent too much.",
                        EntityType.PERSON))
                .containsExactly("Martin Harrison", "Harrison");
    }

    @Test
    void anAcronymIsWhatItsLongFormIs() {
        String text =
                "The Central Asian Water Observatory Trust (CAWOT) met on Monday. CAWOT will publish its report in June.";

        assertThat(tag(FAST, text))
                .filteredOn(entity -> entity.name().equals("Central Asian Water Observatory Trust"))
                .singleElement()
                .satisfies(entity -> assertThat(entity.mentions()).hasSize(3));
    }

    @Test
    void aDemonymIsAGroupLinkedToItsCountryAndABodyWithoutAnyNameIsNothing() {
        assertThat(tag(FAST, "Kazakh officials and Central Asian experts told the Centre that the Ministry agreed."))
                .singleElement()
                .satisfies(entity -> {
                    assertThat(entity.type()).isEqualTo(EntityType.GROUP);
                    assertThat(entity.name()).isEqualTo("Kazakh");
                    assertThat(entity.links()).contains("http://www.wikidata.org/entity/Q232");
                });
    }

    @Test
    void anOfficeStaysBesideItsHolder() {
        assertThat(tag(FAST, "Deputy Prime Minister Olena Hrytsenko spoke in Kyiv."))
                .filteredOn(entity -> entity.type() == EntityType.PERSON)
                .singleElement()
                .satisfies(entity -> {
                    assertThat(entity.name()).isEqualTo("Olena Hrytsenko");
                    assertThat(entity.roles()).containsExactly("Deputy Prime Minister");
                });
    }

    @Test
    void whatALandformIsCalledIsPartOfItsName() {
        assertThat(mentions("Cargo moves along the Middle corridor and the Corinth canal.", EntityType.PLACE))
                .containsExactly("Middle corridor", "Corinth canal");
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCURATE", "FAST", "RULES"})
    void textLikeNoReleaseTakesBoundedTime(Engine engine) {
        List<String> texts = List.of(
                "Abc".repeat(100_000),
                "Abc ".repeat(10_000),
                "Alma Beta Gamma. ".repeat(3_000),
                "(AB) ".repeat(5_000),
                "\u0301".repeat(5_000),
                "The of the of ".repeat(5_000));
        for (String text : texts) {
            long began = System.nanoTime();
            tag(tagger(engine), text);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void theVersionNamesTheEngine() {
        assertThat(ACCURATE.version()).startsWith("accurate ");
        assertThat(FAST.version()).startsWith("fast ");
        assertThat(RULES.version()).startsWith("rules ");
    }
}
