package dateline.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.extract.block.TreeModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a server sends, the extractor gives an answer, the same one each time. */
class ArticleExtractorPropertyTest {

    private static final ArticleExtractor TRAINED = ArticleExtractor.with(TreeModel.shipped());
    private static final ArticleExtractor RULES = ArticleExtractor.byRules();

    @Provide
    Arbitrary<String> tagSoup() {
        Arbitrary<String> piece = Arbitraries.of(List.of(
                "<div>",
                "</div>",
                "<p>",
                "</p>",
                "<article>",
                "</article>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<ul>",
                "<li>",
                "<h1>",
                "</h1>",
                "<br><br>",
                "<a href='x'>",
                "</a>",
                "<b>",
                "</i>",
                "<svg>",
                "<noscript>",
                "<script>",
                "</script>",
                "<script type='application/ld+json'>",
                "{\"@type\":\"Article\",\"headline\":[{}],\"author\":7}",
                "<meta name=date content='2026-13-45'>",
                "<time datetime='x'>",
                "<template>",
                "<select>",
                "<frameset>",
                "<x-y>",
                "<!--",
                "-->",
                "<![CDATA[",
                "&#0;",
                "\u0000",
                "\ud800",
                "A sentence with a good dozen words, which could stand in any article of the press. ",
                "31.02.2026",
                "By",
                "©",
                "<title>"));
        return piece.list().ofMaxSize(120).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 400)
    void tagSoupIsAnswered(@ForAll("tagSoup") String html) {
        Page page = Page.of(html.getBytes(StandardCharsets.UTF_8), URI.create("https://press.example/"), "text/html");
        Article first = TRAINED.extract(page);
        assertThat(TRAINED.extract(page)).isEqualTo(first);
        assertThat(RULES.extract(page).metadata()).isEqualTo(first.metadata());
    }

    @Property(tries = 200)
    void anyBytesAreAnswered(@ForAll byte[] body) {
        assertThat(TRAINED.extract(Page.of(body, null, null)).paragraphs()).doesNotContainNull();
    }

    @Property(tries = 100)
    void anyCharsetLabelIsAnswered(@ForAll String label, @ForAll byte[] body) {
        assertThat(TRAINED.extract(Page.of(body, null, "text/html; charset=" + label))
                        .paragraphs())
                .doesNotContainNull();
    }

    @Example
    void deepNestingIsAnswered() {
        String html = "<div>".repeat(60_000)
                + "<p>At the bottom of it all stands one sentence, and it is not a short one either.";
        assertThat(extract(html)).isNotNull();
    }

    @Example
    void deepNestingInDataIsAnswered() {
        assertThat(extract("<script type='application/ld+json'>" + "[".repeat(200_000) + "</script>")
                        .method())
                .isEqualTo(Article.Method.NONE);
    }

    @Example
    void aFloodOfAttributesIsAnswered() {
        StringBuilder html = new StringBuilder("<div");
        for (int i = 0; i < 100_000; i++) {
            html.append(" a").append(i).append("=1");
        }
        assertThat(extract(html.append("><p>text</p></div>").toString())).isNotNull();
    }

    @Example
    void aHugeClassIsAnswered() {
        assertThat(extract("<div class='" + "article body ".repeat(100_000) + "'><p>text</p></div>"))
                .isNotNull();
    }

    @Example
    void aPageOfTwentyMegabytesIsReadAsFarAsAnArticleReaches() {
        String paragraph =
                "<p>The harbour master said that no ferry would leave before the morning, since the swell was high.</p>\n";
        byte[] body = paragraph.repeat(20_000_000 / paragraph.length()).getBytes(StandardCharsets.UTF_8);
        Article article = TRAINED.extract(Page.of(body, null, "text/html"));
        assertThat(article.fullText().length()).isLessThanOrEqualTo(Page.MOST_BYTES);
    }

    private static Article extract(String html) {
        return TRAINED.extract(Page.of(html.getBytes(StandardCharsets.UTF_8), null, "text/html; charset=utf-8"));
    }
}
