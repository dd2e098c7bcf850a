package dateline.enrich.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.enrich.Shared;
import dateline.enrich.annotation.AnnotationJson;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {

    private static final LanguageDetector DETECTOR = new LanguageDetector();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|The council opened a bridge over the river on Friday morning.",
                "fr|Le conseil a inauguré vendredi matin un pont sur la rivière.",
                "de|Der Landkreis hat am Freitagmorgen eine Brücke über den Fluss eröffnet.",
                "es|El consejo inauguró el viernes por la mañana un puente sobre el río.",
                "ru|В пятницу утром совет открыл мост через реку, строительство которого заняло девять лет.",
                "kk|Жұма күні таңертең қалалық кеңес өзен арқылы өтетін көпірді ашты.",
                "ar|افتتح المجلس صباح الجمعة جسرا فوق النهر بعد تسع سنوات من العمل.",
                "zh|市议会星期五上午为横跨河流的大桥举行了开通仪式。",
                "tr|Belediye meclisi cuma sabahı nehrin üzerindeki köprüyü hizmete açtı.",
                "uk|У п'ятницю вранці рада відкрила міст через річку після дев'яти років роботи.",
            })
    void aSentenceIsEnough(String code, String text) {
        Language language = DETECTOR.detect(text, null);

        assertThat(language.code()).isEqualTo(code);
        assertThat(language.confidence()).isGreaterThan(0.5);
    }

    @Test
    void numbersAndNamesAloneTellNothing() {
        assertThat(DETECTOR.detect("12.5 % — 2024", null)).isEqualTo(Language.UNDETERMINED);
        assertThat(DETECTOR.detect("", "en")).isEqualTo(Language.UNDETERMINED);
    }

    @Test
    void whatTheSourceDeclaresHelpsAShortTextAndGivesWayToALongOne() {
        assertThat(DETECTOR.detect("Acme Tolf", "sv-SE").code()).isEqualTo("sv");
        assertThat(DETECTOR.detect("The council opened a bridge over the river on Friday morning.", "de")
                        .code())
                .isEqualTo("en");
    }

    @Test
    void definitionsInTenLanguagesAreToldApart() throws IOException {
        JsonNode vocabulary = AnnotationJson.MAPPER.readTree(
                Shared.file("corpus/topics/mediatopics.json").toFile());
        int right = 0;
        int all = 0;
        for (JsonNode concept : vocabulary.get("concepts")) {
            for (Map.Entry<String, JsonNode> definition :
                    concept.get("definition").properties()) {
                String code = Locale.forLanguageTag(definition.getKey()).getLanguage();
                // The two written Norwegians differ too little in a sentence.
                if (definition.getValue().asText().length() >= 60
                        && !code.equals("nn")
                        && !code.equals("nb")
                        && all < 1_500) {
                    all++;
                    right += DETECTOR.detect(definition.getValue().asText(), null)
                                    .code()
                                    .equals(code)
                            ? 1
                            : 0;
                }
            }
        }
        assertThat(right / (double) all).isGreaterThan(0.97);
    }
}
