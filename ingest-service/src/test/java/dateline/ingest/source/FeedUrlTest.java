package dateline.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://News.Example/Feed.xml, https://news.example/Feed.xml",
        "HTTP://news.example, http://news.example/",
        "' http://news.example:80/feed ', http://news.example/feed",
        "https://news.example:8443/feed, https://news.example:8443/feed",
        "https://news.example/feed?format=rss#top, https://news.example/feed?format=rss",
        "feed://news.example/rss, http://news.example/rss",
        "feed:https://news.example/rss, https://news.example/rss",
        "https://münster.example/rss, https://xn--mnster-3ya.example/rss",
        "https://news.example/a b, https://news.example/a%20b",
        "https://news.example/новости, https://news.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"
    })
    void addressesComeIntoOneForm(String written, String url) {
        assertThat(FeedUrl.of(written)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "news.example/rss",
                "ftp://news.example/rss",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http://",
                "https:///rss",
                "https://user:secret@news.example/rss",
                "http://news.example/%zz"
            })
    void whatIsNoWebAddressIsRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> FeedUrl.of(written));
    }

    @Test
    void anAddressBeyondTheLimitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FeedUrl.of("https://news.example/" + "a".repeat(2000)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.news.example/press/feed.xml, news.example-press-feed.xml",
        "https://news.example/, news.example",
        "http://127.0.0.1:8099/a/rss, 127.0.0.1-8099-a-rss",
        "http://press_office.example:8080/rss, press_office.example-8080-rss",
        "https://news.example/Press_Releases/, news.example-press_releases"
    })
    void idsAreMadeOfHostAndPath(String url, String id) {
        assertThat(FeedUrl.of(url).id()).isEqualTo(id);
    }

    @Test
    void whereLettersDoNotTellTheUrlApartTheIdHasAPartOfItsHash() {
        String one = FeedUrl.of("https://news.example/feed?lang=en").id();
        String other = FeedUrl.of("https://news.example/feed?lang=ru").id();
        assertThat(one).matches("news\\.example-feed-[0-9a-f]{8}").isNotEqualTo(other);
        assertThat(FeedUrl.of("https://news.example/" + "x".repeat(500)).id()).matches("[a-z0-9][a-z0-9._-]{0,99}");
        assertThat(FeedUrl.of("https://news.example/feed").distinctId()).matches("news\\.example-feed-[0-9a-f]{8}");
    }
}
