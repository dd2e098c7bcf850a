package dateline.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextChangesTest {

    @Test
    void wordsAreMarkedAndAllTextIsEscaped() {
        assertThat(TextChanges.html("a <b> c\n\nstays & on", "a <i> c\n\nstays & on"))
                .isEqualTo("<p>a <del>&lt;b&gt;</del><ins>&lt;i&gt;</ins> c</p>\n<p>stays &amp; on</p>\n");
    }

    @Test
    void paragraphsComeAndGo() {
        assertThat(TextChanges.html("one\n\ntwo", "one\n\ntwo\n\nthree"))
                .isEqualTo("<p>one</p>\n<p>two</p>\n<p><ins>three</ins></p>\n");
        assertThat(TextChanges.html("", "one")).isEqualTo("<p><ins>one</ins></p>\n");
    }

    @Test
    void longTextsAreComparedByParagraphs() {
        String before = "word ".repeat(5_000) + "\n\nend";
        String after = "word ".repeat(4_999) + "other \n\nend";

        assertThat(TextChanges.html(before, after))
                .contains("<p><del>word word")
                .contains("<p><ins>word word")
                .endsWith("</ins></p>\n<p>end</p>\n");
    }
}
