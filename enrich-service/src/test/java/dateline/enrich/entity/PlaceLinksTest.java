package dateline.enrich.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.StructureReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** To which place of a name a release is linked. */
class PlaceLinksTest {

    private static final EntityTagger TAGGER = Engine.FAST.tagger();
    private static final String CAMBRIDGE_UK = "https://sws.geonames.org/2653941/";
    private static final String CAMBRIDGE_US = "https://sws.geonames.org/4931972/";

    @Test
    void theCountryBesideATownPlacesIt() {
        assertThat(links(
                        "The institute moved to Cambridge, Massachusetts, in May. It left Britain.", "Cambridge", null))
                .containsExactly(CAMBRIDGE_US);
    }

    @Test
    void theReleasesOwnCountriesPlaceATown() {
        assertThat(links("The British minister opened the school in Cambridge on Monday.", "Cambridge", null))
                .containsExactly(CAMBRIDGE_UK);
        assertThat(links("The American senator opened the school in Cambridge on Monday.", "Cambridge", null))
                .containsExactly(CAMBRIDGE_US);
    }

    @Test
    void theSourcesCountryPlacesATown() {
        assertThat(links("The mayor opened the school in Cambridge on Monday.", "Cambridge", "GB"))
                .containsExactly(CAMBRIDGE_UK);
    }

    @Test
    void whereNothingTellsThereIsNoLink() {
        assertThat(links("The mayor opened the school in Cambridge on Monday.", "Cambridge", null))
                .isEmpty();
    }

    @Test
    void aGreatCityNeedsNoHelp() {
        assertThat(links("The mayor flew to Nairobi on Monday.", "Nairobi", null))
                .containsExactly("https://sws.geonames.org/184745/");
    }

    @Test
    void aTownInCapitalsIsTheTown() {
        assertThat(links("OSLO, 3 May 2025 - The mayor opened the school.", "Oslo", null))
                .containsExactly("https://sws.geonames.org/3143244/");
    }

    @Test
    void aStateThatSharesACountrysNameIsNotTheCountry() {
        assertThat(links("Senator Ann Lee of Georgia spoke to American farmers in Texas.", "Georgia", null))
                .isEmpty();
        assertThat(links("Georgia and Armenia signed a treaty.", "Georgia", null))
                .contains("http://www.wikidata.org/entity/Q230");
    }

    private static List<String> links(String text, String name, String country) {
        PlainText plain = PlainText.of(text);
        List<Entity> entities = TAGGER.tag(plain, StructureReader.read(plain, "", null), "", "en", country);
        return entities.stream()
                .filter(entity -> entity.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + entities))
                .links();
    }
}
