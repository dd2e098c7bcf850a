package dateline.ingest.parse.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors after the techniques of the OWASP XSS Filter Evasion Cheat Sheet and the DOMPurify research on mutation XSS. */
class HtmlSanitiserTest {

    private static final String BASE = "https://press.example.org/feeds/all.xml";
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)((?: [a-z]+=\"[^\"<>]*\")*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z]+)=\"([^\"]*)\"");
    private static final Pattern REMAINING_BRACKET = Pattern.compile("<");

    private final HtmlSanitiser sanitiser = new HtmlSanitiser();

    static Stream<String> vectors() {
        return Stream.of(
                "<script>alert(1)</script>",
                "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
                "<script\n>alert(1)</script\n>",
                "<script/x>alert(1)</script>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<<script>alert(1)//<</script>",
                "<script>alert(1)",
                "<img src=x onerror=alert(1)>",
                "<img src=x OnErRoR = 'alert(1)'>",
                "<img/src=x/onerror=alert(1)>",
                "<img src='x'onerror='alert(1)'>",
                "<img src=\"javascript:alert(1)\">",
                "<img src=`javascript:alert(1)`>",
                "<img \"\"\"><script>alert(1)</script>\">",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
                "<a href=\" \u0001javascript:alert(1)\">x</a>",
                "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
                "<a href=\"jav&Tab;ascript:alert(1)\">x</a>",
                "<a href=\"java\nscript:alert(1)\">x</a>",
                "<a href=\"&#106;&#97;vascript&colon;alert(1)\">x</a>",
                "<a href=\"&#0000106&#0000097vascript:alert(1)\">x</a>",
                "<a href=\"vbscript:msgbox(1)\">x</a>",
                "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
                "<a href=\"feed:javascript:alert(1)\">x</a>",
                "<a href='x' onmouseover=alert(1)>x</a>",
                "<iframe src=\"javascript:alert(1)\"></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<object data=\"javascript:alert(1)\"></object>",
                "<embed src=\"https://evil.example/x.swf\">",
                "<form action=\"javascript:alert(1)\"><button formaction=\"javascript:alert(1)\">x</button></form>",
                "<input type=image src=x onerror=alert(1)>",
                "<isindex action=javascript:alert(1) type=image>",
                "<svg onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
                "<textarea><script>alert(1)</script></textarea>",
                "<title><img src=x onerror=alert(1)></title>",
                "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
                "<template><script>alert(1)</script></template>",
                "<select><template><img src=x onerror=alert(1)></template></select>",
                "<plaintext><img src=x onerror=alert(1)>",
                "<base href=\"javascript:alert(1)//\">",
                "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
                "<link rel=stylesheet href=\"javascript:alert(1)\">",
                "<style>@import 'javascript:alert(1)';</style>",
                "<p style=\"background:url(javascript:alert(1))\">x</p>",
                "<p style=\"width:expression(alert(1))\">x</p>",
                "<div style=\"-moz-binding:url(https://evil.example/x.xml#a)\">x</div>",
                "<table background=\"javascript:alert(1)\"><td background=\"javascript:alert(1)\">x",
                "<body onload=alert(1)>x</body>",
                "<bgsound src=\"javascript:alert(1)\">",
                "<video><source onerror=\"alert(1)\"></video>",
                "<video poster=\"javascript:alert(1)\"></video>",
                "<audio src=x onerror=alert(1)></audio>",
                "<details open ontoggle=alert(1)>x</details>",
                "<marquee onstart=alert(1)>x</marquee>",
                "<img srcset=\"javascript:alert(1) 2x\">",
                "<a href=x id=location name=cookie>x</a>",
                "<!--[if IE]><script>alert(1)</script><![endif]-->",
                "<!-- --!><img src=x onerror=alert(1)> -->",
                "<!--><img src=x onerror=alert(1)>-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<?xml version=\"1.0\"?><script>alert(1)</script>",
                "<!DOCTYPE x [<!ENTITY y \"<script>\">]>&y;alert(1)",
                "<a title='\"><img src=x onerror=alert(1)>'>x</a>",
                "<img alt=\"&quot; onerror=&quot;alert(1)\" src=x>",
                "<img src=x alt='`onerror=alert(1)'>",
                "<a href=\"https://x.example/\"\"onclick=alert(1)>x</a>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&nvlt;script&nvgt;alert(1)",
                "<img src=\"x\" title=\"a\u0000b\" onerror\u0000=alert(1)>",
                "<a\fhref=javascript:alert(1)>x</a>",
                "<a href=\"//evil.example\\@press.example.org\">x</a>",
                "</script><img src=x onerror=alert(1)>",
                "<p><a href=\"x\"><img src=x onerror=alert(1)");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void nothingExecutableIsLeft(String vector) {
        assertSafe(sanitiser.sanitise(vector, BASE));
        assertSafe(sanitiser.sanitise("<p>before " + vector + " after</p>", BASE));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void cleaningTwiceChangesNothing(String vector) {
        String once = sanitiser.sanitise("<p>text</p>" + vector, BASE);
        assertThat(sanitiser.sanitise(once, BASE)).isEqualTo(once);
    }

    @Property
    void anyMixtureOfMarkupIsSafe(@ForAll("soup") String html) {
        String clean = sanitiser.sanitise(html, BASE);
        assertSafe(clean);
        if (clean != null) {
            assertThat(sanitiser.sanitise(clean, BASE)).isEqualTo(clean);
        }
    }

    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<",
                ">",
                "\"",
                "'",
                "=",
                "/",
                " ",
                "&",
                ";",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "<script",
                "</script>",
                "<p>",
                "</p>",
                "<a href=",
                "<img src=",
                "onerror=alert(1)",
                "javascript:",
                "&lt;",
                "&#x3c",
                "style",
                "<style>",
                "<b>",
                "<table>",
                "<td>",
                "<svg>",
                "<li>",
                "text",
                "\u0000",
                "\n",
                "</",
                "<?",
                "<!",
                "title=\"",
                "`",
                "é",
                "\ud83d\ude00");
        return pieces.list().ofMaxSize(40).map(list -> String.join("", list));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "<p>a<p>b => <p>a</p><p>b</p>",
                "<ul><li>a<li>b</ul> => <ul><li>a</li><li>b</li></ul>",
                "<table><tr><td>a<td>b<tr><td>c</table> => <table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
                "<b><i>x</b></i> => <b><i>x</i></b>",
                "a</p>b => ab",
                "a<br/>b</br>c => a<br>b<br>c",
                "<blink>x</blink> => x",
                "<made-up>x</made-up> => x",
                "AT&T &copy; 2024 &eacute; => AT&amp;T © 2024 é",
                "5 < 6 & 7 > 3 => 5 &lt; 6 &amp; 7 > 3",
                "<a href=\"/x?a=1&amp;b=2\">y</a> => <a href=\"https://press.example.org/x?a=1&amp;b=2\">y</a>",
                "<a href=http://x.example/\">y</a> => <a href=\"http://x.example/\">y</a>",
                "<img src=data:image/png;base64,AAAA> => <img src=\"data:image/png;base64,AAAA\">",
                "<img alt=\"a<b>c\" src=x.jpg> => <img alt=\"a&lt;b&gt;c\" src=\"https://press.example.org/feeds/x.jpg\">",
                "<td colspan=2 onclick=x>a => <td colspan=\"2\">a</td>",
                "<img srcset=\"a.jpg 1x, b.jpg 2x\"> => <img srcset=\"https://press.example.org/feeds/a.jpg 1x, https://press.example.org/feeds/b.jpg 2x\">",
                "x<!-- hidden -->y => xy",
            })
    void harmlessMarkupIsKeptAndClosed(String html, String expected) {
        assertThat(sanitiser.sanitise(html, BASE)).isEqualTo(expected);
    }

    @Test
    void nothingButDroppedElementsIsNothing() {
        assertThat(sanitiser.sanitise("<script>x</script> <style>y</style>", BASE))
                .isNull();
    }

    @Test
    void hostileRepetitionTakesLinearTime() {
        for (String piece :
                new String[] {"<a x=\"", "<!--", "<b ", "<a<a", "&", "<![CDATA[", "<script", "</b", "<p><p x='"}) {
            String hostile = piece.repeat(400_000);
            long start = System.nanoTime();
            sanitiser.sanitise(hostile, BASE);
            assertThat((System.nanoTime() - start) / 1_000_000).as(piece).isLessThan(3_000);
        }
    }

    /** What is left must be tags of the exact form that the sanitiser writes, with harmless names and addresses. */
    private static void assertSafe(String html) {
        if (html == null) {
            return;
        }
        assertThat(REMAINING_BRACKET.matcher(TAG.matcher(html).replaceAll("")).find())
                .as("only well-formed tags in %s", html)
                .isFalse();
        TAG.matcher(html).results().forEach(tag -> {
            assertThat(tag.group(2))
                    .doesNotMatch(
                            "script|style|iframe|frame|frameset|object|embed|applet|link|meta|base|form|input|button"
                                    + "|svg|math|template|noscript|title|textarea|xmp|plaintext|body|html|select");
            ATTRIBUTE.matcher(tag.group(3)).results().forEach(attribute -> {
                assertThat(attribute.group(1))
                        .doesNotMatch("on[a-z]+|style|id|name|srcdoc|action|formaction|background");
                if (attribute.group(1).matches("href|src|cite|poster|longdesc|srcset")) {
                    assertThat(attribute.group(2)).matches("(?s)(https?:|mailto:|data:image/png).*");
                }
            });
        });
    }
}
