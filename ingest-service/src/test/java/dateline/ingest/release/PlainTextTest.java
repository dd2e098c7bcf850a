package dateline.ingest.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
                    <p>One.</p><p>Two.</p>                       ! One.\\n\\nTwo.
                    <p>One.</p>\\n\\n\\n<p>Two.</p>              ! One.\\n\\nTwo.
                    <p>One<br>more.</p>                          ! One\\nmore.
                    One.<br><br>Two.                             ! One.\\n\\nTwo.
                    One.<br/>\\n<br/>\\n<br/>Two.                ! One.\\n\\nTwo.
                    <div>One.</div><div>Two.</div>               ! One.\\n\\nTwo.
                    <div><div><p>One.</p></div></div>Two.        ! One.\\n\\nTwo.
                    <h2>Head</h2><p>Body.</p>                    ! Head\\n\\nBody.
                    <p>a  b\\n   c</p>                           ! a b c
                    <p>a\\n\\nb</p>                              ! a b
                    <p>Tom &amp; Jerry &lt;3 &eacute;</p>        ! Tom & Jerry <3 é
                    <b>One</b> <i>two</i>, three                 ! One two, three
                    <p>x<b> y</b></p>                            ! x y
                    <p>x <b>y</b>z</p>                           ! x yz
                    <p>No&nbsp;break</p>                         ! No break
                    <p>soft&shy;hyphen&#8203;</p>                ! softhyphen
                    <ul><li>a</li><li>b</li></ul><p>c</p>        ! • a\\n• b\\n\\nc
                    <ol><li>a</li><li><p>b</p></li></ol>         ! 1. a\\n2. b
                    <ul><li>a<ul><li>b</li></ul></li></ul>       ! • a\\n• b
                    <table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td><p>d</p></td></tr></table> ! a | b\\nc | d
                    <pre>a\\n  b</pre>                           ! a\\n  b
                    <p>a</p><script>x()</script><style>y</style> ! a
                    a<hr>b                                       ! a\\n\\nb
                    <blockquote><p>a</p><p>b</p></blockquote>    ! a\\n\\nb
                    <p> </p><p>&nbsp;</p><p>a</p><p></p>         ! a
                    """)
    void htmlBecomesText(String html, String text) {
        assertThat(PlainText.of(html.replace("\\n", "\n"))).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void textWithoutMarkupKeepsItsParagraphs() {
        assertThat(PlainText.of(" One\nline.\n\n\n\n\n\nTwo.\r\n \r\nThree &amp; four.\n"))
                .isEqualTo("One line.\n\nTwo.\n\nThree & four.");
    }

    @Test
    void inlineMarkupLeavesBlankLinesAsTheyAre() {
        assertThat(PlainText.of("One <a href=\"https://a.example/\">link</a>.\n\nTwo <b>bold</b>."))
                .isEqualTo("One link.\n\nTwo bold.");
    }

    @Test
    void longLinesAreParagraphsAndWrappedLinesAreNot() {
        String line =
                "This sentence of a text without markup is much longer than any line that a person or a program would wrap, and so its end is meant to be seen.";
        assertThat(PlainText.of(line + "\n" + line)).isEqualTo(line + "\n\n" + line);
        assertThat(PlainText.of("a wrapped line\nof a text")).isEqualTo("a wrapped line of a text");
    }

    @Test
    void textWithoutMarkupIsPlain() {
        assertThat(PlainText.isPlain("One &amp; two")).isTrue();
        assertThat(PlainText.isPlain("<p>One</p>")).isFalse();
        assertThat(PlainText.isPlain("One<br>two")).isFalse();
    }

    @Test
    void nothingIsEmpty() {
        assertThat(PlainText.of(null)).isEmpty();
        assertThat(PlainText.of("<p> </p>")).isEmpty();
        assertThat(PlainText.line(null)).isEmpty();
        assertThat(PlainText.line(" a\n\tb ")).isEqualTo("a b");
    }

    @Test
    void deepNestingIsNoTrouble() {
        String html = "<div>".repeat(20_000) + "deep" + "</div>".repeat(20_000);
        assertThat(PlainText.of(html)).isEqualTo("deep");
    }
}
