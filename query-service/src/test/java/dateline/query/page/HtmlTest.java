package dateline.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void jsonCannotEndTheScriptItStandsIn() {
        assertThat(Html.inScript("{\"a\":\"</script><!-- & -->\"}"))
                .isEqualTo("{\"a\":\"\\u003c/script\\u003e\\u003c!-- \\u0026 --\\u003e\"}");
    }

    @Test
    void onlyAddressesOfTheWebAreLinked() {
        assertThat(Html.link("https://example.org/")).isEqualTo("https://example.org/");
        assertThat(Html.link("javascript:alert(1)")).isNull();
        assertThat(Html.link(null)).isNull();
    }
}
