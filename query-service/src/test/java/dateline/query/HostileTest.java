package dateline.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is asked for, the answer is a page or a problem that blames the caller, and it comes soon. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class HostileTest {

    private static final List<String> SEARCHES =
            List.of("/releases", "/releases/facets", "/releases/histogram?interval=day");
    private static final List<String> PARAMETERS = List.of(
            "cursor",
            "from",
            "to",
            "limit",
            "country",
            "group",
            "source",
            "entity",
            "topic",
            "language",
            "order",
            "duplicates",
            "withdrawn",
            "updated-since",
            "interval",
            "\u0000",
            "q[]");
    private static final List<String> TOKENS = List.of(
            "(",
            ")",
            "\"",
            "-",
            "!",
            "|",
            "&",
            "OR",
            "AND",
            "NOT",
            "near/3",
            "near/99",
            "near/",
            "*",
            ":",
            "title:",
            "body:",
            "person:",
            "before:",
            "after:",
            "lang:",
            "nofield:",
            "a",
            "the",
            "water",
            "'",
            "\\",
            "<->",
            "<2>",
            ":*",
            ":A",
            "@s:x",
            "\u0000",
            "\uD800",
            "\uDC00",
            "\uE000",
            "\u202E",
            "\n",
            "\t",
            "é",
            "水",
            "🙂",
            "%",
            "_",
            ";",
            "--",
            "$1",
            "?",
            "{}");

    static List<String> strings() {
        List<String> strings = new ArrayList<>(List.of(
                "(",
                ")",
                "((",
                "))",
                "()",
                "(()",
                "\"",
                "\"\"",
                "\"a",
                "a\"",
                "\" \"",
                "-",
                "--",
                "-(",
                "- -",
                "!",
                "!!a",
                "OR",
                "OR OR",
                "a OR",
                "OR a",
                "AND",
                "AND AND a",
                "NOT",
                "NOT NOT NOT a",
                "a NOT",
                "|",
                "||",
                "a || b",
                "&",
                "& &",
                "*",
                "**",
                "a**",
                "*a",
                "a*b*",
                "near/3",
                "a near/3",
                "near/3 a",
                "a near/0 b",
                "a near/11 b",
                "a near/-1 b",
                "a near/99999999999 b",
                "a near/x b",
                "(a b) near/3 c",
                "a near/3 b near/3 c",
                "a near/3 -b",
                ":",
                "::",
                "title:",
                "title::",
                "title:title:a",
                "title:(",
                "title:\"",
                "body:-a",
                "person:",
                "person:\"",
                "person:()",
                "source:*",
                "topic:/",
                "topic::",
                "lang:--",
                "lang:" + "x".repeat(600),
                "nofield:a",
                "a:b:c",
                "before:",
                "before:x",
                "before:0000",
                "before:9999-99-99",
                "after:99999y",
                "after:-1d",
                "after:2026-02-30",
                "before:2026 OR a",
                "-after:2026",
                "(after:2026)",
                "after:2026 before:2025",
                "'",
                "''",
                "' OR '1'='1",
                "'; drop table query.release; --",
                "\\'; select pg_sleep(10); --",
                "a'::tsquery",
                "$$",
                "$1",
                "?",
                ":name",
                "{fn now()}",
                "{?= call x}",
                "/* */",
                "-- a",
                "a; b",
                "<->",
                "a <-> b",
                "a <2> b",
                "<99999> b",
                "a & | b",
                "a & !",
                "!(a | b) <-> c",
                "a:*",
                "a:ABCD",
                "'a':*A & 'b'",
                "a:*:*",
                "@s:test-press",
                "@k:simple",
                "@@",
                "\\",
                "\\\\",
                "a\\",
                "\\'",
                "\\:",
                "\u0000",
                "a\u0000b",
                "\"\u0000\"",
                "person:\u0000",
                "\u0001\u0002\u001f",
                "\u007f",
                "\u0085",
                "\uFFFE\uFFFF",
                "\uD800",
                "\uDC00",
                "\uD800a",
                "a\uDFFF",
                "person:\uD800",
                "\uE000a\uE001",
                "\u202Eabc",
                "\u200B",
                "\u00A0",
                "\uFEFFa",
                "<b>a</b>",
                "<script>",
                "&lt;",
                "<!-- -->",
                "</",
                "a<",
                "http://a.b/c?d=e#f",
                "a@b.c",
                "//",
                "/",
                "../../etc/passwd",
                "%00",
                "%",
                "%%",
                "_",
                "%d%s%n",
                "${jndi:x}",
                "{{7*7}}",
                "#",
                "~",
                "`",
                "^",
                "[",
                "]",
                "{",
                "}",
                "+",
                "=",
                ",",
                "....",
                "…",
                "-1",
                "1e308",
                "NaN",
                "null",
                "undefined",
                "true",
                "İ",
                "ı",
                "ß",
                "ﬁ",
                "Å",
                "á".repeat(300),
                "\u0301".repeat(500),
                "水".repeat(999),
                "ก".repeat(999),
                "🙂".repeat(500),
                "a-b-c-d-e-f".repeat(100)));
        // Operators of the query language, of tsquery and of SQL, standing where none is expected.
        for (String operator : List.of("OR", "AND", "NOT", "-", "!", "|", "&", "<->", "near/3", ":*", "::", "*")) {
            for (String form :
                    List.of("%1$s %1$s", "a %1$s", "%1$s a", "(%1$s)", "\"%1$s\"", "title:%1$s", "a %1$s %1$s b")) {
                strings.add(form.formatted(operator));
            }
        }
        strings.add("x".repeat(100_000));
        strings.add("x ".repeat(50_000));
        strings.add("\"".repeat(100_000));
        strings.add("(".repeat(100_000));
        strings.add("-".repeat(1_999) + "a");
        strings.add("(".repeat(900) + "a" + ")".repeat(900));
        strings.add("(".repeat(29) + "a" + ")".repeat(29));
        strings.add(joined(10_000, "OR"));
        strings.add(joined(100, "OR"));
        strings.add(joined(101, "OR"));
        strings.add(joined(100, "near/10"));
        strings.add(IntStream.range(0, 50).mapToObj(i -> "a near/10 b").collect(Collectors.joining(" ")));
        strings.add("\"" + "a b c d ".repeat(110) + "\" near/10 \"" + "e f g h ".repeat(110) + "\"");
        strings.add("\"b c d e\" near/10 \"f g h i\" ".repeat(60));
        strings.add("\"" + "water ".repeat(16) + "\" near/10 \"" + "river ".repeat(16) + "\"");
        strings.add("\"" + "水会".repeat(400) + "\" near/10 \"" + "谈判".repeat(400) + "\"");
        strings.add(IntStream.range(0, 100).mapToObj(i -> "a*").collect(Collectors.joining(" ")));
        strings.add(IntStream.range(0, 99).mapToObj(i -> "-a" + i).collect(Collectors.joining(" ")));
        strings.add(IntStream.range(0, 100).mapToObj(i -> "person:p" + i).collect(Collectors.joining(" OR ")));
        strings.add("y".repeat(1_999) + "*");
        return strings;
    }

    @Test
    void hostileWordsAreAnsweredOrRefusedWithinASecond() {
        List<String> strings = strings();
        assertThat(strings.stream().distinct()).hasSizeGreaterThanOrEqualTo(200);
        // The first request of a path loads classes.
        SEARCHES.forEach(path -> answered("q", "\"warm up\" near/2 warmth", path));
        for (String string : strings) {
            for (String path : SEARCHES) {
                // Of some tries the fastest counts: a busy machine is not the query's fault.
                long fastest = Long.MAX_VALUE;
                for (int tries = 0; tries < 5 && fastest > 1000; tries++) {
                    fastest = Math.min(fastest, answered("q", string, path).time());
                }
                assertThat(fastest).as(shown(string) + " at " + path).isLessThan(1000);
            }
        }
    }

    @Test
    void hostileValuesOfOtherParametersAreAnsweredOrRefused() {
        List<String> values = Stream.concat(
                        strings().stream().filter(string -> string.length() < 700),
                        Stream.of(
                                "-1",
                                "0",
                                "101",
                                "2147483648",
                                "1.5",
                                "2026-13-01",
                                "2026-02-30",
                                "+999999-01-01",
                                "0000-01-01",
                                "1599-12-31",
                                "9999-12-31",
                                "2026-01-01T00:00:00",
                                "2026-01-01T25:00:00Z",
                                "MQ",
                                "MQ==",
                                "x".repeat(5000)))
                .toList();
        for (String parameter : PARAMETERS) {
            for (String value : values) {
                answered(parameter, value, "/releases");
            }
        }
    }

    @Test
    void noStringOfOperatorsMakesTheServiceFail() {
        Random random = new Random(2026);
        for (int round = 0; round < 500; round++) {
            String separator = random.nextInt(3) == 0 ? "" : " ";
            String query = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(i -> TOKENS.get(random.nextInt(TOKENS.size())))
                    .collect(Collectors.joining(separator));
            answered("q", query, SEARCHES.get(random.nextInt(SEARCHES.size())));
        }
    }

    private static Response answered(String parameter, String value, String path) {
        Response response = given().queryParam(parameter, value).get(path);
        assertThat(response.statusCode())
                .as(parameter + "=" + shown(value) + " at " + path + ": " + response.asString())
                .isIn(200, 400);
        assertThat(response.contentType())
                .as(parameter + "=" + shown(value))
                .startsWith(response.statusCode() == 200 ? "application/json" : "application/problem+json");
        return response;
    }

    private static String joined(int words, String operator) {
        return IntStream.range(0, words).mapToObj(i -> "w" + i).collect(Collectors.joining(" " + operator + " "));
    }

    private static String shown(String string) {
        return string.length() > 80 ? string.substring(0, 80) + "… (" + string.length() + ")" : string;
    }
}
