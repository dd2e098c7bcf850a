package dateline.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.extract.Article.Method;
import dateline.ingest.extract.Paragraph.Kind;
import dateline.ingest.extract.block.TreeModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of many styles, written for this test: their articles come out whole and alone. */
class ArticleExtractorTest {

    private static final ArticleExtractor TRAINED = ArticleExtractor.with(TreeModel.shipped());
    private static final ArticleExtractor RULES = ArticleExtractor.byRules();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ministry      | The Minister of Harbours, Ilvana Torres | before the end of the year.          | Photo: Press service;Two new pilots;All rights reserved;Press room
            wire          | VALMORA (Coast Wire)                    | who led the talks for the pilots.    | Freight rates;morning briefing;Storm warning;By Mara
            company       | Larkfield Instruments today opened      | planned for the following year.      | Investors;Privacy policy;Rosa Feld
            no-dates      | The lock gates at Brindle               | see the water stand still.           | Guest book
            cookie-wall   | Le pont de Sorel, fermé                 | lors d'une visite du chantier.       | cookies;Tout accepter
            live-blog     | The grid operator says                  | asks people to stay indoors.         | worst in twenty years
            wordpress     | La antigua lonja del puerto             | abierta también los domingos.        | Comparte;Etiquetas;enhorabuena
            list-body     | After two hearings                      | what they think of them.             | Posted on
            microdata     | La teleferica di Monte Corvo riprende   | quelle dell'anno scorso.             | Meteo;Le più lette
            chinese       | 港口部部长伊尔瓦娜                      | 访问委员会总部。                     | 版权所有;关于我们
            japanese-meta | 旧魚市場の建物                          | 日曜日も利用できるという。           | トップ
            pre-release   | The Harbour Trust has appointed         | did not fail on a single night.      | looks after nine lights
            """)
    void theTextIsTheArticleAndNothingElse(String page, String first, String last, String foreign) throws IOException {
        String text = article(TRAINED, page).text();
        assertThat(text).contains(first, last);
        assertThat(text).doesNotContain(foreign.split(";", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ministry    | The Minister of Harbours, Ilvana Torres | before the end of the year.       | Two new pilots;All rights reserved
            wire        | VALMORA (Coast Wire)                    | who led the talks for the pilots. | Freight rates;morning briefing;Storm warning
            cookie-wall | Le pont de Sorel, fermé                 | lors d'une visite du chantier.    | cookies;Tout accepter
            wordpress   | La antigua lonja del puerto             | abierta también los domingos.     | Comparte;Etiquetas;enhorabuena
            """)
    void theRulesFindPlainArticlesWithoutTheModel(String page, String first, String last, String foreign)
            throws IOException {
        Article article = article(RULES, page);
        assertThat(article.method()).isEqualTo(Method.RULES);
        assertThat(article.text()).contains(first, last).doesNotContain(foreign.split(";", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ministry      | Minister receives envoy of the Tidal Commission      | 2026-03-03                | en-GB
            wire          | Grain ships leave Valmora after pilots' strike ends  | 2026-02-11T16:05+02:00    | en
            company       | Larkfield Instruments opens sensor plant in Odmere   | 2026-01-20T08:00-05:00    | en-US
            data-only     | Fähre nach Amsel fährt wieder                        | 2026-04-02                | de
            no-dates      | How the lock gates were mended                       | -                         | -
            cookie-wall   | Le pont de Sorel rouvre lundi                        | 2026-05-08                | fr
            live-blog     | Storm Ida: as it happened                            | 2025-11-30T06:00Z         | en
            chinese       | 港口部长会见潮汐委员会特使                           | 2026-03-03                | zh-CN
            wordpress     | El puerto estrena biblioteca                         | 2026-06-01T09:30+02:00    | es-ES
            list-body     | Council adopts five rules for the night market       | 2026-04-17                | en
            japanese-meta | 港の図書館が開館                                     | 2026-06-01                | ja
            microdata     | La teleferica di Monte Corvo riparte                 | 2026-03-28T07:00+01:00    | it
            """)
    void thePageSaysWhatTheArticleIsCalledAndWhenItAppeared(
            String page, String headline, String published, String language) throws IOException {
        Article article = article(TRAINED, page);
        assertThat(article.metadata().headline()).isEqualTo(headline);
        assertThat(String.valueOf(article.metadata().published())).isEqualTo(String.valueOf(published));
        assertThat(article.metadata().language()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({
        "wire, Mara Quint;Jonas Edel",
        "cookie-wall, Claire Vasseur",
        "wordpress, Nuria Campos",
        "microdata, Paolo Renzi"
    })
    void theWritersAreNamed(String page, String names) throws IOException {
        assertThat(article(TRAINED, page).metadata().authors()).containsExactly(names.split(";", -1));
    }

    @Test
    void theTailsOfAPressReleaseAreLabelledAndKept() throws IOException {
        Article article = article(TRAINED, "company");
        assertThat(article.paragraphs())
                .filteredOn(paragraph -> paragraph.kind() == Kind.ABOUT)
                .extracting(Paragraph::text)
                .anySatisfy(text -> assertThat(text).startsWith("Larkfield Instruments develops"));
        assertThat(article.fullText()).contains("1,900 employees at six sites.");
        assertThat(article.text()).doesNotContain("1,900 employees");
    }

    @Test
    void factsForReferenceAreATail() throws IOException {
        assertThat(article(TRAINED, "ministry").paragraphs())
                .last()
                .isEqualTo(new Paragraph(
                        Kind.FOR_REFERENCE,
                        "For reference: The Tidal Commission was founded in 1958 and has 23 member states. Its seat is in"
                                + " Port Amsel."));
    }

    @Test
    void aPageWithoutVisibleTextIsReadFromItsData() throws IOException {
        Article article = article(TRAINED, "data-only");
        assertThat(article.method()).isEqualTo(Method.STRUCTURED_DATA);
        assertThat(article.paragraphs()).hasSize(3);
        assertThat(article.text()).startsWith("Die Fähre nach Amsel").endsWith("im vergangenen Jahr.");
    }

    @Test
    void aPageWithoutAnArticleHasNone() throws IOException {
        Article article = article(TRAINED, "empty");
        assertThat(article.method()).isEqualTo(Method.NONE);
        assertThat(article.paragraphs()).isEmpty();
        assertThat(article.metadata().headline()).isNull();
    }

    @Test
    void thePagesOwnEncodingIsRead() throws IOException {
        byte[] bytes = new String(bytes("cyrillic"), StandardCharsets.UTF_8).getBytes(Charset.forName("windows-1251"));
        Article article = TRAINED.extract(Page.of(bytes, URI.create("https://press.example/1"), "text/html"));
        assertThat(article.metadata().headline()).isEqualTo("Министр портов принял посланника");
        assertThat(article.metadata().published()).hasToString("2026-04-14T10:30");
        assertThat(article.text()).startsWith("Министр портов Ильвана Торрес").doesNotContain("Справочно");
    }

    @Test
    void bytesThatAreUtf8AreReadAsSuchWhateverTheLabelsSay() throws IOException {
        Article article = TRAINED.extract(
                Page.of(bytes("cyrillic"), URI.create("https://press.example/1"), "text/html; charset=koi8-r"));
        assertThat(article.metadata().headline()).isEqualTo("Министр портов принял посланника");
    }

    @Test
    void thePageSaysWhetherItIsBehindAWall() throws IOException {
        Article wire = article(TRAINED, "wire");
        assertThat(wire.metadata().accessibleForFree()).isFalse();
        assertThat(wire.metadata().keywords()).isEqualTo(List.of("grain", "shipping"));
        assertThat(wire.metadata().modified().instant()).contains(Instant.parse("2026-02-11T16:40:00Z"));
        assertThat(wire.metadata().image()).isEqualTo("https://wire.example/img/7.jpg");
        assertThat(article(TRAINED, "company").metadata().accessibleForFree()).isNull();
    }

    @Test
    void addressesOfThePageAreMadeAbsolute() throws IOException {
        Article article = article(TRAINED, "ministry");
        assertThat(article.metadata().image()).isEqualTo("https://press.example/images/envoy.jpg");
        assertThat(article.metadata().canonical()).isEqualTo("https://harbours.example/en/press/2031");
        assertThat(article.metadata().siteName()).isEqualTo("Ministry of Harbours");
    }

    private static Article article(ArticleExtractor extractor, String page) throws IOException {
        return extractor.extract(Page.of(bytes(page), URI.create("https://press.example/news/1"), "text/html"));
    }

    private static byte[] bytes(String page) throws IOException {
        try (InputStream in = ArticleExtractorTest.class.getResourceAsStream("/pages/" + page + ".html")) {
            return in.readAllBytes();
        }
    }
}
