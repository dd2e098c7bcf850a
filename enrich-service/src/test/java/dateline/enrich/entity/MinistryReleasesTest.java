package dateline.enrich.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.StructureReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases built like many a ministry's: the host with a long office, the guest with a longer one, surnames afterwards. */
class MinistryReleasesTest {

    private static final EntityTagger TAGGER = Engine.AUTO.tagger();

    @ParameterizedTest
    @CsvSource({
        "Minister of Foreign Affairs of the Republic of Uzbekistan,Bakhtiyor Saidov,Uzbekistan,Q265",
        "Deputy Minister of Energy of Kazakhstan,Yerlan Akbarov,Kazakhstan,Q232",
        "Prime Minister of Armenia,Nikol Pashinyan,Armenia,Q399",
        "Minister of Education of the Republic of Azerbaijan,Emin Amrullayev,Azerbaijan,Q227",
        "Minister of Health of Kenya,Susan Wafula,Kenya,Q114",
        "Deputy Prime Minister of Vietnam,Tran Hong Ha,Vietnam,Q881",
        "Minister of Finance of Indonesia,Sri Mulyani Indrawati,Indonesia,Q252",
        "Minister of Trade of Ghana,Kwame Mensah,Ghana,Q117",
        "Foreign Minister of Mongolia,Batmunkh Battsetseg,Mongolia,Q711",
        "Minister of Defence of Finland,Antti Lehtonen,Finland,Q33",
        "Minister of Agriculture of Turkmenistan,Allanur Meredov,Turkmenistan,Q874",
        "Minister of Justice of Kyrgyzstan,Ayaz Baetov,Kyrgyzstan,Q813"
    })
    void hostGuestAndBodyAreToldApart(String office, String name, String country, String item) {
        String surname = name.substring(name.lastIndexOf(' ') + 1);
        String text = office + " " + name
                + " received the Head of the Regional Water Cooperation Centre (RWCC) Elena Marku, who arrived in the capital on Monday.\n\n"
                + "Minister " + surname + " thanked the RWCC for its work with the UN. Marku praised " + country
                + " for its part in the United Nations.";

        List<Entity> entities = entities(text);

        Entity host = named(entities, name);
        assertThat(host.type()).isEqualTo(EntityType.PERSON);
        assertThat(host.roles()).contains(office);
        assertThat(mentions(text, host)).containsExactly(name, surname);
        assertThat(mentions(text, named(entities, "Elena Marku"))).containsExactly("Elena Marku", "Marku");
        assertThat(mentions(text, named(entities, "Regional Water Cooperation Centre")))
                .hasSize(3);
        assertThat(named(entities, country).id()).isEqualTo(item);
        assertThat(named(entities, country).mentions()).hasSize(2);
        assertThat(named(entities, "United Nations").mentions()).hasSize(2);
        assertThat(entities).hasSize(5);
    }

    private static List<Entity> entities(String text) {
        PlainText plain = PlainText.of(text);
        return TAGGER.tag(plain, StructureReader.read(plain, "", null), "", "en", null);
    }

    private static Entity named(List<Entity> entities, String name) {
        return entities.stream()
                .filter(entity -> entity.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + entities));
    }

    private static List<String> mentions(String text, Entity entity) {
        return entity.mentions().stream()
                .map(mention -> text.substring(mention.start(), mention.end()))
                .toList();
    }
}
