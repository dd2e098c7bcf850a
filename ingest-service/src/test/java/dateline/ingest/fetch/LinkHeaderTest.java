package dateline.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkHeaderTest {

    private static final URI BASE = URI.create("https://office.example/news/feed?page=1");

    @Test
    void c64_severalLinksStandInOneField() {
        assertThat(read("<https://hub.example/>; rel=hub, </feed>;rel=\"self\",<older>; rel = next"))
                .extracting(LinkHeader::relations, LinkHeader::target)
                .containsExactly(
                        tuple(Set.of("hub"), URI.create("https://hub.example/")),
                        tuple(Set.of("self"), URI.create("https://office.example/feed")),
                        tuple(Set.of("next"), URI.create("https://office.example/news/older")));
    }

    @Test
    void c64_commasAndSemicolonsMayBeQuotedOrPartOfATarget() {
        assertThat(read("</a,b;c>; title=\"one, two; rel=\\\"three\\\"\"; rel=\"hub\", <?page=2>; rel=next"))
                .extracting(LinkHeader::relations, LinkHeader::target)
                .containsExactly(
                        tuple(Set.of("hub"), URI.create("https://office.example/a,b;c")),
                        tuple(Set.of("next"), URI.create("https://office.example/news/feed?page=2")));
    }

    @Test
    void c64_oneLinkMayHaveSeveralRelations() {
        assertThat(read("</feed>; rel=\"SELF  hub\"; rel=next"))
                .extracting(LinkHeader::relations)
                .containsExactly(Set.of("self", "hub"));
    }

    @Test
    void c64_whatIsMalformedOrOfAnotherContextIsPassedOver() {
        assertThat(read("nonsense")).isEmpty();
        assertThat(read("<unclosed; rel=hub")).isEmpty();
        assertThat(read("<https://[bad/>; rel=hub, </good>; rel=hub"))
                .extracting(LinkHeader::target)
                .containsExactly(URI.create("https://office.example/good"));
        assertThat(read("</none>")).isEmpty();
        assertThat(read("</other>; rel=hub; anchor=\"https://else.example/\"")).isEmpty();
        assertThat(read("</q>; rel=\"hub")).hasSize(1);
        assertThat(read("<x>; rel=hub,".repeat(1000))).hasSize(50);
    }

    @Test
    void c64_severalFieldsAreRead() {
        assertThat(LinkHeader.read(List.of("</a>; rel=hub", "</b>; rel=hub"), BASE))
                .hasSize(2);
    }

    private static List<LinkHeader> read(String field) {
        return LinkHeader.read(List.of(field), BASE);
    }
}
