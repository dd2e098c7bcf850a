package dateline.enrich;

import static dateline.enrich.text.PartKind.BODY;
import static dateline.enrich.text.PartKind.FOR_REFERENCE;
import static dateline.enrich.text.PartKind.HEADER;
import static dateline.enrich.text.PartKind.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dateline.enrich.annotation.Annotations;
import dateline.enrich.annotation.ReleaseInput;
import dateline.enrich.entity.Entity;
import dateline.enrich.entity.EntityType;
import dateline.enrich.quote.Quotation;
import dateline.enrich.quote.QuotationKind;
import dateline.enrich.text.Part;
import dateline.enrich.text.Span;
import dateline.enrich.text.TextSpan;
import dateline.enrich.topic.Relation;
import dateline.enrich.topic.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The release that Dateline was founded on, told as facts about it. */
class FoundingReleaseTest {

    private String text;
    private Annotations annotations;

    @BeforeEach
    void annotate() {
        text = Shared.text("corpus/releases/seed-000_fe123ba07821d0c7.txt");
        annotations =
                Enrichers.ENRICHER.enrich(new ReleaseInput("", text, null, Instant.parse("2024-02-22T12:00:00Z")));
    }

    @Test
    void itsPartsAreToldApart() {
        assertThat(annotations.structure().parts())
                .extracting(Part::kind)
                .containsExactly(HEADER, LEAD, BODY, BODY, BODY, BODY, BODY, BODY, BODY, FOR_REFERENCE, FOR_REFERENCE);
        assertThat(annotations.structure().dateline().date()).isEqualTo(LocalDate.of(2024, 2, 22));
        assertThat(annotations.structure().credit()).isEqualTo(new TextSpan("Kazakh MFA", 26, 36));
        assertThat(annotations.structure().infoSource())
                .isEqualTo(new TextSpan("press service of the Kazakh MFA", 387, 418));
        assertThat(annotations.structure().parts().get(9).start()).isEqualTo(text.indexOf("For reference"));
        assertThat(annotations.language().code()).isEqualTo("en");
    }

    @Test
    void itsPeopleOrganisationsAndPlacesAreFoundAndNothingElse() {
        List<Entity> named = annotations.entities().stream()
                .filter(entity -> entity.type() != EntityType.GROUP)
                .toList();
        assertThat(named)
                .extracting(entity -> Map.entry(entity.name(), entity.type()))
                .containsExactlyInAnyOrder(
                        entry("Kazakhstan", EntityType.PLACE),
                        entry("Central Asia", EntityType.PLACE),
                        entry("Afghanistan", EntityType.PLACE),
                        entry("Ashgabat", EntityType.PLACE),
                        entry("Turkmenistan", EntityType.PLACE),
                        entry("Middle corridor", EntityType.PLACE),
                        entry("Murat Nurtleu", EntityType.PERSON),
                        entry("Kakha Imnadze", EntityType.PERSON),
                        entry("Kassym-Jomart Tokayev", EntityType.PERSON),
                        entry("United Nations", EntityType.ORGANISATION),
                        entry("Kazakh MFA", EntityType.ORGANISATION),
                        entry(
                                "United Nations Regional Center for Preventive Diplomacy for Central Asia",
                                EntityType.ORGANISATION),
                        entry(
                                "United Nations Department of Political Affairs and Peace-Building",
                                EntityType.ORGANISATION));
        assertThat(named.stream().mapToInt(entity -> entity.mentions().size()).sum())
                .isEqualTo(33);
    }

    @Test
    void theNamesOfOneEntityArePutTogether() {
        assertThat(mentions("Kakha Imnadze")).containsExactly("Kakha Imnadze", "Imnadze", "Kaha Imnadze");
        assertThat(mentions("Murat Nurtleu")).containsExactly("Murat Nurtleu", "Nurtleu", "Nurtleu");
        assertThat(mentions("United Nations Regional Center for Preventive Diplomacy for Central Asia"))
                .containsExactly(
                        "UN Regional Center for Preventive Diplomacy for Central Asia",
                        "UNRCCA",
                        "UNRCCA",
                        "United Nations Regional Center for Preventive Diplomacy for Central Asia");
        assertThat(mentions("Kazakhstan")).hasSize(8).startsWith("Republic of Kazakhstan");
        assertThat(entity("Murat Nurtleu").roles())
                .contains("Deputy Prime Minister - Minister of Foreign Affairs of Republic of Kazakhstan");
        assertThat(entity("Kazakhstan").links())
                .containsExactly("http://www.wikidata.org/entity/Q232", "https://www.iso.org/obp/ui/#iso:code:3166:KZ");
        assertThat(entity("Kazakhstan").id()).isEqualTo("Q232");
    }

    @Test
    void itsTwoQuotationsHaveTheirSpeakersThoughTheirOpeningMarksAreMissing() {
        List<Quotation> direct = annotations.quotations().stream()
                .filter(quotation -> quotation.kind() == QuotationKind.DIRECT)
                .toList();
        assertThat(direct)
                .extracting(quotation -> read(new Span(quotation.start(), quotation.end())))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("Our country is interested")
                                .endsWith("role of the UN in this process\""),
                        second -> assertThat(second)
                                .startsWith("As the head of the UNRCCA")
                                .endsWith("strengthen multifaceted cooperation\""));
        assertThat(direct)
                .extracting(Quotation::speaker)
                .containsExactly("person:murat-nurtleu", "person:kakha-imnadze");
        assertThat(direct)
                .extracting(Quotation::speakerText)
                .containsExactly("Kazakh Foreign Minister", "Kaha Imnadze");
        assertThat(direct).extracting(Quotation::cue).containsExactly("said", "highlighted");
    }

    @Test
    void itIsAboutDiplomacyAndTouchesWaterAndTransport() {
        assertThat(labels(Relation.ABOUT))
                .containsExactlyInAnyOrder("politics", "international relations", "diplomacy");
        assertThat(labels(Relation.MENTIONS)).contains("water", "transport");
    }

    @Test
    void noTopicComesFromItsTail() {
        int tail = text.indexOf("For reference");
        assertThat(annotations.topics().stream().flatMap(topic -> topic.evidence().stream()))
                .isNotEmpty()
                .allMatch(span -> span.end() <= tail);
    }

    private Entity entity(String name) {
        return annotations.entities().stream()
                .filter(entity -> entity.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> mentions(String name) {
        return entity(name).mentions().stream()
                .map(mention -> read(mention.span()))
                .toList();
    }

    private String read(Span span) {
        return text.substring(text.offsetByCodePoints(0, span.start()), text.offsetByCodePoints(0, span.end()));
    }

    private Set<String> labels(Relation relation) {
        return annotations.topics().stream()
                .filter(topic -> topic.rel() == relation)
                .map(Topic::label)
                .collect(Collectors.toSet());
    }
}
