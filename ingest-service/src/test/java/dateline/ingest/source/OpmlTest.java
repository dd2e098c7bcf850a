package dateline.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dateline.ingest.source.Opml.Outline;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpmlTest {

    @Test
    void groupsAndCategoriesBecomeTags() {
        assertThat(read("""
                                <?xml version="1.0" encoding="UTF-8"?>
                                <opml version="2.0"><head><title>x</title></head><body>
                                <outline text="Government"><outline text="Asia">
                                  <outline type="rss" text="MFA" title="Ministry" xmlUrl="https://a.example/rss" htmlUrl="https://a.example/"/>
                                </outline>
                                <outline text="B" xmlurl="https://b.example/rss" category="/press/water,eu"/></outline>
                                <outline xmlUrl="https://c.example/rss"/>
                                <outline text="empty group"/>
                                </body></opml>"""))
                .containsExactly(
                        new Outline(
                                "https://a.example/rss",
                                "Ministry",
                                "https://a.example/",
                                List.of("Government", "Asia"),
                                4),
                        new Outline(
                                "https://b.example/rss", "B", null, List.of("Government", "press", "water", "eu"), 6),
                        new Outline("https://c.example/rss", null, null, List.of(), 7));
    }

    @Test
    void everyFeedKnowsItsLine() {
        assertThat(read("""
                        <opml><body>
                        <outline xmlUrl="https://a.example/"/><outline xmlUrl="https://b.example/"/>

                        <outline text="two lines"
                          xmlUrl="https://c.example/"/>
                        </body></opml>""")).extracting(Outline::line).containsExactly(2, 2, 5);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        List<Outline> feeds = List.of(
                new Outline("https://a.example/rss?a=1&b=2", "A <& \"B\"", "https://a.example/", List.of("x", "y")),
                new Outline("https://b.example/rss", "B", null, List.of()));
        assertThat(Opml.read(Opml.write(feeds)))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("line")
                .containsExactlyElementsOf(feeds);
    }

    @Test
    void namesWithCharactersThatXmlDoesNotKnowAreWrittenWithoutThem() {
        byte[] written =
                Opml.write(List.of(new Outline("https://a.example/", "a\u0000\uffff\ud800b", null, List.of())));
        assertThat(Opml.read(written)).extracting(Outline::name).containsExactly("a   b");
    }

    @Test
    void entitiesOfADocumentTypeAreNotResolved() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("""
                        <!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                        <opml><body><outline text="&x;" xmlUrl="https://a.example/"/></body></opml>"""));
    }

    @Test
    void otherDocumentsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("<rss/>")).withMessageContaining("'rss'");
        assertThatIllegalArgumentException().isThrownBy(() -> read("not xml"));
        assertThatIllegalArgumentException().isThrownBy(() -> read(""));
        assertThatIllegalArgumentException().isThrownBy(() -> read("<opml><body><outline"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> read("<opml>" + "<outline text='x'>".repeat(60) + "</outline>".repeat(60) + "</opml>"));
    }

    private static List<Outline> read(String document) {
        return Opml.read(document.getBytes(UTF_8));
    }
}
