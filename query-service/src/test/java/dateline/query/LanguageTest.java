package dateline.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Words are found in the forms that their language gives them, with and without accents. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class LanguageTest {

    /** A release in a language, what finds it and what does not. */
    private record Sample(String language, String text, List<String> finding, List<String> missing) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(
                    "ru",
                    "Министр провёл переговоры о водных ресурсах в Астане.",
                    List.of("переговорах", "ПЕРЕГОВОРЫ", "водный ресурс", "\"водных ресурсов\"", "провел", "астане"),
                    List.of("вода", "переговорщик")),
            new Sample(
                    "kk",
                    "Министр Астанада келіссөздер жүргізді.",
                    List.of("келіссөздер", "КЕЛІССӨЗДЕР", "астана*", "\"министр астанада\""),
                    List.of("астана", "келіс")),
            new Sample(
                    "pt",
                    "A negociação entre os cidadãos e a República terminou.",
                    List.of(
                            "negociações",
                            "negociação",
                            "negociacao",
                            "REPÚBLICA",
                            "republica",
                            "\"a republica terminou\"",
                            "cidadão",
                            "title:negociacao OR body:negociacao"),
                    List.of("republicano", "\"republica cidadao\"")),
            new Sample(
                    "de",
                    "Die Häuser am Fluss werden nach den Verhandlungen geräumt.",
                    List.of("haus", "Häusern", "hauser", "verhandlung", "geräumten", "\"häuser am fluss\""),
                    List.of("hausrat")),
            new Sample(
                    "fr",
                    "Les élèves ont été reçus à l'Élysée après les négociations.",
                    List.of("élève", "eleves", "elysee", "négociation", "negociations"),
                    List.of("negligent")),
            new Sample(
                    "ar",
                    "عقدت الوزارة المفاوضات في العاصمة",
                    List.of("المفاوضات", "الوزارة", "العاصمة"),
                    List.of("مياه")),
            new Sample("zh", "外交部长在阿斯塔纳举行会谈。", List.of("外交部", "阿斯塔纳", "\"举行会谈\"", "会谈 外交"), List.of("部长会谈", "长外")),
            new Sample("ja", "外務大臣はアスタナで会談を行った。", List.of("外務大臣", "アスタナ", "会談"), List.of("大臣外務", "アスナ")),
            new Sample(
                    "tr",
                    "Bakanlık görüşmeleri tamamladı.",
                    List.of("görüşme", "gorusmeleri", "bakanlik"),
                    List.of("bakla")));

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void eachLanguageFindsItsForms() {
        Event[] events = SAMPLES.stream()
                .map(sample -> Event.of("language-" + sample.language())
                        .words("", sample.text())
                        .source("tongues", "Tongues")
                        .language(sample.language()))
                .toArray(Event[]::new);
        try (Topic topic = new Topic(bootstrapServers)) {
            topic.send(events);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> found("", "source", "tongues").size() == SAMPLES.size());

        for (int i = 0; i < events.length; i++) {
            Sample sample = SAMPLES.get(i);
            for (String query : sample.finding()) {
                assertThat(found(query, "language", sample.language()))
                        .as(query)
                        .containsExactly(events[i].id());
            }
            for (String query : sample.missing()) {
                assertThat(found(query, "language", sample.language()))
                        .as(query)
                        .isEmpty();
            }
        }
    }

    private static List<String> found(String query, String filter, String value) {
        var request = given().queryParam(filter, value);
        if (!filter.equals("source")) {
            request.queryParam("source", "tongues");
        }
        Stream.of(query).filter(words -> !words.isEmpty()).forEach(words -> request.queryParam("q", words));
        return request.get("/releases").then().statusCode(200).extract().path("releases.id");
    }
}
