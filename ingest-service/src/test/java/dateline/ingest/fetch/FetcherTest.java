package dateline.ingest.fetch;

import static dateline.ingest.stand.RawWeb.answer;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dateline.ingest.fetch.FetchOutcome.Failed;
import dateline.ingest.fetch.FetchOutcome.Fetched;
import dateline.ingest.fetch.FetchOutcome.Gone;
import dateline.ingest.fetch.FetchOutcome.RateLimited;
import dateline.ingest.fetch.FetchOutcome.Unchanged;
import dateline.ingest.stand.RawWeb;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fetcher against a server whose every octet is scripted; names begin with the line of the politeness list they prove. */
class FetcherTest {

    private static final Instant NOW = Instant.parse("2026-03-03T10:40:00Z");
    private static final String FEED = "<rss version=\"2.0\"/>";
    private static final String DATE = "Tue, 03 Mar 2026 10:00:00 GMT";

    private static Vertx vertx;

    private final RawWeb web = new RawWeb();
    private final Fetcher fetcher = fetcher(Map.of());

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        fetcher.close();
        web.close();
    }

    private static Fetcher fetcher(Map<String, String> settings) {
        return new Fetcher(Fetchers.config(settings), InstantSource.fixed(NOW), vertx);
    }

    // -- conditional requests

    @Test
    void c01_firstContactIsUnconditional() throws InterruptedException {
        web.on("/feed", answer(200, FEED));
        fetched("/feed", null);
        assertThat(web.last().field("If-None-Match")).isEmpty();
        assertThat(web.last().field("If-Modified-Since")).isEmpty();
    }

    @Test
    void c02_validatorsComeBackOctetForOctet() throws InterruptedException {
        web.on("/feed", answer(200, FEED, "ETag: \"a1\"", "Last-Modified: " + DATE));
        fetched("/feed", fetched("/feed", null).validators());
        assertThat(web.last().field("If-None-Match")).contains("\"a1\"");
        assertThat(web.last().field("If-Modified-Since")).contains(DATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/\"weak\"",
                "\"a1-gzip\"",
                "unquoted",
                "\"with \\ and % and ; and ,\"",
                "\"\"",
                "\"caf\u00e9\u00ff\"",
                "\"a\" junk",
                "W/unquoted"
            })
    void c03_oddTagsComeBackUnchanged(String tag) throws InterruptedException {
        web.on("/feed", answer(200, FEED, "ETag: " + tag));
        fetched("/feed", fetched("/feed", null).validators());
        assertThat(web.last().field("If-None-Match")).contains(tag);
    }

    @Test
    void c04_exactlyWhatExistsIsSent() throws InterruptedException {
        web.on("/etag", answer(200, FEED, "ETag: \"a1\""));
        fetched("/etag", fetched("/etag", null).validators());
        assertThat(web.last().field("If-None-Match")).contains("\"a1\"");
        assertThat(web.last().field("If-Modified-Since")).isEmpty();

        web.on("/date", answer(200, FEED, "Last-Modified: " + DATE));
        fetched("/date", fetched("/date", null).validators());
        assertThat(web.last().field("If-None-Match")).isEmpty();
        assertThat(web.last().field("If-Modified-Since")).contains(DATE);

        web.on("/none", answer(200, FEED));
        fetched("/none", fetched("/none", null).validators());
        assertThat(web.last().field("If-None-Match")).isEmpty();
        assertThat(web.last().field("If-Modified-Since")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-03 10:00:00", "yesterday", "Tue, 3 Mar 26 10:00:00 +0100", "0"})
    void c05_aDateThatIsNoneIsATokenToo(String date) throws InterruptedException {
        web.on("/feed", answer(200, FEED, "Last-Modified: " + date));
        fetched("/feed", fetched("/feed", null).validators());
        assertThat(web.last().field("If-Modified-Since")).contains(date);
    }

    @Test
    void c04_anEmptyFieldIsNoValidator() throws InterruptedException {
        web.on("/feed", answer(200, FEED, "ETag: ", "last-modified: " + DATE));
        fetched("/feed", fetched("/feed", null).validators());
        assertThat(web.last().field("If-None-Match")).isEmpty();
        assertThat(web.last().field("If-Modified-Since")).contains(DATE);
    }

    @Test
    void c06_newValidatorsOfAnIdenticalBodyAreTaken() throws InterruptedException {
        web.on("/feed", answer(200, FEED, "ETag: \"a1\""));
        Fetched first = fetched("/feed", null);
        web.on("/feed", answer(200, FEED, "ETag: \"a2\""));
        Fetched second = fetched("/feed", first.validators());
        assertThat(second.validators().etag()).isEqualTo("\"a2\"");
        assertThat(second.body().hash()).isEqualTo(first.body().hash());
    }

    @Test
    void c07_a304FreshensWhatItCarries() throws InterruptedException {
        web.on("/feed", answer(304, "", "ETag: \"a2\""));
        assertThat(unchanged("/feed", validators("/feed", "\"a1\"", DATE)).validators())
                .isEqualTo(validators("/feed", "\"a2\"", DATE));
        web.on("/feed", answer(304, "", "Last-Modified: later"));
        assertThat(unchanged("/feed", validators("/feed", "\"a1\"", DATE)).validators())
                .isEqualTo(validators("/feed", "\"a1\"", "later"));
    }

    @Test
    void c08_a304WithoutValidatorsKeepsTheOldOnes() throws InterruptedException {
        web.on("/feed", answer(304, ""));
        Validators old = validators("/feed", "\"a1\"", DATE);
        assertThat(unchanged("/feed", old).validators()).isEqualTo(old);
    }

    @Test
    void c09_a200WithoutValidatorsDropsTheOldOnes() throws InterruptedException {
        web.on("/feed", answer(200, FEED));
        assertThat(fetched("/feed", validators("/feed", "\"a1\"", DATE)).validators())
                .isEqualTo(validators("/feed", null, null));
    }

    @Test
    void c14_validatorsAreSentToNoOtherUrlThanTheOneThatGaveThem() throws InterruptedException {
        web.on("/new", answer(200, FEED));
        fetched("/new", validators("/old", "\"a1\"", DATE));
        assertThat(web.last().field("If-None-Match")).isEmpty();
        assertThat(web.last().field("If-Modified-Since")).isEmpty();
    }

    @Test
    void c15_everyPollAcceptsTheSameEncodings() throws InterruptedException {
        web.on("/feed", answer(200, FEED, "ETag: \"a1-gzip\""));
        Fetched first = fetched("/feed", null);
        fetched("/feed", first.validators());
        assertThat(web.requests())
                .extracting(request -> request.field("Accept-Encoding").orElse(""))
                .containsExactly(ContentCoding.ACCEPTED, ContentCoding.ACCEPTED);
    }

    @Test
    void aServerThatAnswers304UnaskedIsFailing() throws InterruptedException {
        web.on("/feed", answer(304, ""));
        assertThat(failed("/feed").reason()).isEqualTo("http-304");
    }

    // -- timing

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Cache-Control: max-age=7200                              | PT2H  | cache-control
                    Cache-Control: public, MAX-AGE="7200", must-revalidate   | PT2H  | cache-control
                    Cache-Control: public;Cache-Control: max-age=7200        | PT2H  | cache-control
                    Cache-Control: s-maxage=60, max-age=7200                 | PT2H  | cache-control
                    Cache-Control: max-age=7200;Age: 600                     | PT1H50M | cache-control
                    Cache-Control: max-age=7200;Age: junk                    | PT2H  | cache-control
                    Cache-Control: max-age=7200;Expires: 0                   | PT2H  | cache-control
                    Cache-Control: max-age=60;Expires: Tue, 03 Mar 2026 20:40:00 GMT | PT1M | cache-control
                    Cache-Control: max-age=0;Expires: Tue, 03 Mar 2026 20:40:00 GMT  |      |
                    Cache-Control: no-store                                  |       |
                    Cache-Control: no-cache                                  |       |
                    Cache-Control: s-maxage=7200                             |       |
                    Cache-Control: max-age=-5                                |       |
                    Cache-Control: max-age=soon                              |       |
                    Cache-Control: x-max-age=7200                            |       |
                    cache-control: Max-Age = 7200                            | PT2H  | cache-control
                    CACHE-CONTROL: max-age="7200"                            | PT2H  | cache-control
                    Cache-Control: private="set-cookie, x", max-age=7200     | PT2H  | cache-control
                    Cache-Control: no-cache, max-age=7200                    | PT2H  | cache-control
                    Cache-Control: max-age=7200, max-age=60                  | PT2H  | cache-control
                    Cache-Control: max-age=7200;Age: 7201                    |       |
                    Cache-Control: max-age=;Cache-Control: max-age=7200      | PT2H  | cache-control
                    Cache-Control: max-age=99999999999999999999              | P3650D | cache-control
                    """)
    void c17_maxAge(String fields, Duration fresh, String by) throws InterruptedException {
        web.on("/feed", answer(200, FEED, fields.split(";")));
        assertThat(fetched("/feed", null).hints())
                .isEqualTo(new ServerHints(null, fresh == null ? null : NOW.plus(fresh), by));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Expires: Tue, 03 Mar 2026 13:40:00 GMT                                      | PT3H
                    Expires: Tue, 03 Mar 2026 13:40:00 GMT;Date: Tue, 03 Mar 2026 12:40:00 GMT  | PT1H
                    Expires: Tuesday, 03-Mar-26 13:40:00 GMT                                    | PT3H
                    Expires: Tue Mar  3 13:40:00 2026                                           | PT3H
                    expires: tue, 3 mar 2026 13:40:00 gmt                                       | PT3H
                    Expires: Wed, 03 Mar 2026 13:40:00 GMT                                      | PT3H
                    Expires: Tue, 03-Mar-2026 13:40:00 UTC                                      | PT3H
                    Expires: Tue, 03 Mar 2026 18:40:00 +0500                                    | PT3H
                    Expires: Tuesday, 03-Mar-94 13:40:00 GMT                                    |
                    Expires: Tue, 31 Feb 2026 13:40:00 GMT                                      |
                    Expires: Tue, 03 Mar 2026 09:40:00 GMT                                      |
                    Expires: 0                                                                  |
                    Expires: -1                                                                 |
                    Expires: soon                                                               |
                    """)
    void c18_expires(String fields, Duration fresh) throws InterruptedException {
        web.on("/feed", answer(200, FEED, fields.split(";")));
        assertThat(fetched("/feed", null).hints())
                .isEqualTo(new ServerHints(
                        null, fresh == null ? null : NOW.plus(fresh), fresh == null ? null : "expires"));
    }

    @Test
    void c19_hintsOfA304AndA429Count() throws InterruptedException {
        web.on("/feed", answer(304, "", "Cache-Control: max-age=7200"));
        assertThat(unchanged("/feed", validators("/feed", "\"a\"", null))
                        .hints()
                        .freshUntil())
                .isEqualTo(NOW.plusSeconds(7200));
        web.on("/feed", answer(429, "", "Cache-Control: max-age=7200"));
        assertThat(fetch("/feed", null).hints().freshUntil()).isEqualTo(NOW.plusSeconds(7200));
    }

    // -- errors

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3600                          | PT1H
                    ' 3600 '                      | PT1H
                    Tue, 03 Mar 2026 11:40:00 GMT | PT1H
                    Tuesday, 03-Mar-26 11:40:00 GMT | PT1H
                    Tue Mar  3 11:40:00 2026      | PT1H
                    Wed, 3 Mar 2026 11:40:00 GMT  | PT1H
                    "3600"                        | PT1H
                    3600s                         |
                    1 hour                        |
                    Tue, 03 Mar 2026 09:40:00 GMT |
                    -3600                         |
                    soon                          |
                    0                             |
                    315360000                     | P3650D
                    99999999999999999999          | P3650D
                    """)
    void c26_c27_c28_retryAfter(String value, Duration wait) throws InterruptedException {
        web.on("/feed", answer(429, "slow down", "Retry-After: " + value));
        FetchOutcome outcome = fetch("/feed", null);
        assertThat(outcome).isInstanceOf(RateLimited.class);
        assertThat(outcome.hints().retryAfter()).isEqualTo(wait == null ? null : NOW.plus(wait));
    }

    @Test
    void c29_aBare429AsksForPatienceToo() throws InterruptedException {
        web.on("/feed", answer(429, ""));
        assertThat(fetch("/feed", null)).isInstanceOf(RateLimited.class);
    }

    @Test
    void c30_a503WithRetryAfterAsksForPatienceAndWithoutItFails() throws InterruptedException {
        web.on("/feed", answer(503, "", "Retry-After: 60"));
        assertThat(fetch("/feed", null)).isInstanceOf(RateLimited.class);
        web.on("/feed", answer(503, ""));
        assertThat(failed("/feed").reason()).isEqualTo("http-503");
    }

    @Test
    void c31_retryAfterCountsOnA200AndOnARedirect() throws InterruptedException {
        web.on("/feed", answer(200, FEED, "Retry-After: 7200"));
        assertThat(fetched("/feed", null).hints().retryAfter()).isEqualTo(NOW.plusSeconds(7200));
        web.on("/old", answer(301, "", "Location: /plain", "Retry-After: 7200"));
        web.on("/plain", answer(200, FEED));
        assertThat(fetched("/old", null).hints().retryAfter()).isEqualTo(NOW.plusSeconds(7200));
    }

    @ParameterizedTest
    @CsvSource({
        "400, true",
        "401, true",
        "403, true",
        "404, true",
        "408, false",
        "418, true",
        "500, false",
        "502, false"
    })
    void c33_c34_errorsCarryTheirStatusAndWhetherTheyLast(int status, boolean lasting) throws InterruptedException {
        web.on("/feed", answer(status, "an error page"));
        assertThat(failed("/feed"))
                .extracting(Failed::reason, Failed::lasting)
                .containsExactly("http-" + status, lasting);
    }

    @Test
    void c33_a410IsGone() throws InterruptedException {
        web.on("/feed", answer(410, ""));
        assertThat(fetch("/feed", null)).isInstanceOf(Gone.class);
    }

    @Test
    void c33_a410BehindATemporaryRedirectIsNotTheFeedsOwn() throws InterruptedException {
        web.on("/feed", answer(302, "", "Location: /copy")).on("/copy", answer(410, ""));
        assertThat(failed("/feed")).extracting(Failed::reason, Failed::lasting).containsExactly("http-410", true);
        web.on("/feed", answer(301, "", "Location: /copy"));
        assertThat(fetch("/feed", null)).isInstanceOf(Gone.class);
    }

    @Test
    void c34_aChallengeIsToldFromOtherRefusals() throws InterruptedException {
        web.on("/feed", answer(403, "<html>Just a moment</html>", "cf-mitigated: challenge"));
        assertThat(failed("/feed").reason()).isEqualTo("challenge");
    }

    @Test
    void c35_aNameThatIsNotKnown() throws InterruptedException {
        assertThat(fetcher.fetch("a-feed", URI.create("http://no-such-host.invalid/feed"), null))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo("dns"));
    }

    @Test
    void c35_aPortThatNobodyListensOn() throws InterruptedException, IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(fetcher.fetch("a-feed", URI.create("http://127.0.0.1:" + port + "/feed"), null))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo("connect"));
    }

    @Test
    void c35_aServerThatSpeaksNoTls() throws InterruptedException {
        URI secure = URI.create(web.url("/feed").toString().replace("http:", "https:"));
        web.on("/feed", answer(200, FEED));
        Fetcher hasty = fetcher(Map.of("dateline.fetch.connect-timeout", "1s"));
        try {
            assertThat(hasty.fetch("a-feed", secure, null))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).isEqualTo("tls"));
        } finally {
            hasty.close();
        }
    }

    @Test
    void c35_aServerThatDoesNotAnswer() throws InterruptedException {
        web.on("/feed", out -> pause(10_000));
        assertFailsInTime("timeout");
    }

    @Test
    void c35_aBodyAtOneOctetATime() throws InterruptedException {
        web.on("/feed", out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(ISO_8859_1));
            for (int i = 0; i < 1000; i++) {
                out.write('x');
                out.flush();
                pause(100);
            }
        });
        assertFailsInTime("too-slow");
    }

    @Test
    void c35_aHeadAtOneOctetATime() throws InterruptedException {
        web.on("/feed", out -> {
            for (byte octet : "HTTP/1.1 200 OK\r\nX-Slow: very very very very slow indeed\r\n".getBytes(ISO_8859_1)) {
                out.write(octet);
                out.flush();
                pause(200);
            }
        });
        assertFailsInTime("timeout");
    }

    @Test
    void c35_aConnectionThatBreaksInTheMiddle() throws InterruptedException {
        web.on("/feed", out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this".getBytes(ISO_8859_1));
            out.flush();
            throw new IOException("the server breaks off");
        });
        assertThat(failed("/feed").reason()).isEqualTo("cut-off");
    }

    @Test
    void c35_chunksThatEndEarly() throws InterruptedException {
        web.on("/feed", out -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n".getBytes(ISO_8859_1));
            out.flush();
            throw new IOException("the server breaks off");
        });
        assertThat(failed("/feed").reason()).isEqualTo("cut-off");
    }

    @Test
    void anAnswerOfHttp10EndsWithItsConnection() throws InterruptedException {
        web.on("/feed", out -> {
            out.write(("HTTP/1.0 200\r\netag: \"old\"\r\n\r\n" + FEED).getBytes(ISO_8859_1));
            out.flush();
            throw new IOException("the connection ends the body");
        });
        Fetched fetched = fetched("/feed", null);
        assertThat(new String(fetched.body().octets(), UTF_8)).isEqualTo(FEED);
        assertThat(fetched.validators().etag()).isEqualTo("\"old\"");
    }

    @Test
    void hintsBeforeTheAnswerAreNotTheAnswer() throws InterruptedException {
        web.on(
                "/feed",
                out -> out.write(("HTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nContent-Length: " + FEED.length() + "\r\n\r\n" + FEED)
                        .getBytes(ISO_8859_1)));
        assertThat(new String(fetched("/feed", null).body().octets(), UTF_8)).isEqualTo(FEED);
    }

    @Test
    void c35_anAnswerThatIsNotHttp() throws InterruptedException {
        web.on("/feed", out -> out.write("220 mail.example ESMTP\r\n\r\n".getBytes(ISO_8859_1)));
        assertThat(failed("/feed").reason()).isEqualTo("bad-answer");
    }

    // -- redirects

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void c37_redirectsAreFollowed(int status) throws InterruptedException {
        web.on("/old", answer(status, "", "Location: /new?x=1#part")).on("/new?x=1", answer(200, FEED, "ETag: \"n\""));
        Fetched fetched = fetched("/old", null);
        assertThat(fetched.route().end()).isEqualTo(web.url("/new?x=1"));
        assertThat(fetched.validators().url()).isEqualTo(web.url("/new?x=1"));
        assertThat(fetched.route().isPermanentMove()).isEqualTo(status == 301 || status == 308);
        fetched("/old", fetched.validators());
        assertThat(web.last().field("If-None-Match")).contains("\"n\"");
    }

    @Test
    void c38_aLongChainOfPermanentRedirectsIsOneMove() throws InterruptedException {
        web.on("/1", answer(301, "", "location: 2"))
                .on(
                        "/2",
                        answer(308, "", "Location: //127.0.0.1:" + web.url("/").getPort() + "/3"))
                .on(
                        "/3",
                        answer(
                                301,
                                "",
                                "Location:   " + web.url("/4").toString().replace("http:", "HTTP:") + "  "))
                .on("/4", answer(200, FEED));
        assertThat(fetched("/1", null).route())
                .satisfies(route -> assertThat(route.isPermanentMove()).isTrue())
                .satisfies(route -> assertThat(route.end()).isEqualTo(web.url("/4")));
    }

    @Test
    void c39_aMixedChainIsTemporary() throws InterruptedException {
        web.on("/a", answer(301, "", "Location: /b"))
                .on("/b", answer(302, "", "Location: /c"))
                .on("/c", answer(200, FEED));
        assertThat(fetched("/a", null).route().isPermanentMove()).isFalse();
        web.on("/b", answer(308, "", "Location: /c"));
        assertThat(fetched("/a", null).route().isPermanentMove()).isTrue();
    }

    @Test
    void c41_aLoopIsRefused() throws InterruptedException {
        web.on("/a", answer(301, "", "Location: /b")).on("/b", answer(301, "", "Location: /a"));
        assertThat(failed("/a").reason()).isEqualTo("redirect-loop");
        assertThat(web.requests()).hasSize(2);
    }

    @Test
    void c41_moreThanFiveHopsAreRefused() throws InterruptedException {
        for (int i = 0; i < 7; i++) {
            web.on("/" + i, answer(302, "", "Location: /" + (i + 1)));
        }
        assertThat(failed("/0").reason()).isEqualTo("redirect-limit");
        assertThat(web.requests()).hasSize(6);
        web.on("/5", answer(200, FEED));
        assertThat(fetched("/0", null).route().hops()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://a.example/feed",
                "javascript:x",
                "http://user:pw@127.0.0.1/",
                "",
                "http://",
                "::"
            })
    void c41_targetsThatAreNotOfTheWebAreRefused(String target) throws InterruptedException {
        web.on("/a", answer(302, "", "Location: " + target));
        assertThat(failed("/a").reason()).isEqualTo("redirect-refused");
    }

    @Test
    void c41_c55_privateAddressesAreRefusedWhateverTheyAreWrittenLike() throws InterruptedException {
        Fetcher guarded = fetcher(Map.of("dateline.fetch.allow-private-addresses", "false"));
        try {
            int port = web.url("/").getPort();
            for (String host : new String[] {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "localhost",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "10.0.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]"
            }) {
                FetchOutcome outcome =
                        guarded.fetch("a-feed", URI.create("http://" + host + ":" + port + "/feed"), null);
                assertThat(outcome)
                        .as(host)
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.reason()).isEqualTo("address-refused"));
            }
            assertThat(web.requests()).isEmpty();
        } finally {
            guarded.close();
        }
    }

    // -- requests

    @Test
    void c43_theUserAgentNamesProductVersionAndAddress() throws InterruptedException {
        web.on("/feed", answer(200, FEED));
        fetched("/feed", null);
        assertThat(web.last().field("User-Agent").orElse("")).matches("Dateline/0\\.1 \\(\\+https://.+\\)");
    }

    @Test
    void c44_nothingOfTheServersComesBackAndNothingDefeatsCaches() throws InterruptedException {
        web.on("/feed", answer(200, FEED, "Set-Cookie: id=7", "ETag: \"a\""));
        fetched("/feed", fetched("/feed", null).validators());
        assertThat(web.last().line()).isEqualTo("GET /feed HTTP/1.1");
        for (String field : new String[] {"Cookie", "Referer", "Cache-Control", "Pragma", "Authorization", "Upgrade"}) {
            assertThat(web.last().field(field)).as(field).isEmpty();
        }
    }

    @Test
    void c45_feedTypesAndEncodingsAreAccepted() throws InterruptedException {
        web.on("/feed", answer(200, FEED));
        fetched("/feed", null);
        assertThat(web.last().field("Accept").orElse(""))
                .contains("application/rss+xml", "application/atom+xml", "application/feed+json", "*/*");
        assertThat(web.last().field("Accept-Encoding").orElse("")).contains("gzip");
    }

    @Test
    void c46_oneGetAndNothingElse() throws InterruptedException {
        web.on("/feed", answer(200, FEED));
        fetched("/feed", null);
        assertThat(web.requests()).extracting(RawWeb.Request::line).containsExactly("GET /feed HTTP/1.1");
    }

    @Test
    void c47_connectionsAreKept() throws InterruptedException {
        web.on("/feed", answer(200, FEED));
        for (int i = 0; i < 20; i++) {
            fetched("/feed", null);
        }
        // Two are allowed at a time, and an answer may be read before its connection is free again.
        assertThat(web.requests()).extracting(RawWeb.Request::connection).isSubsetOf(1, 2);
    }

    // -- bodies

    @Test
    void c50_aBodyOverTheLimitIsCut() throws InterruptedException {
        web.on("/length", answer(200, new byte[100_001]));
        assertThat(failed("/length").reason()).isEqualTo("too-large");
        web.on("/chunked", out -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
            byte[] chunk = ("1000\r\n" + "x".repeat(4096) + "\r\n").getBytes(ISO_8859_1);
            while (true) {
                out.write(chunk); // until the client hangs up
            }
        });
        assertThat(failed("/chunked").reason()).isEqualTo("too-large");
        web.on("/exact", answer(200, new byte[100_000]));
        assertThat(fetched("/exact", null).body().octets()).hasSize(100_000);
    }

    @Test
    void labelsOfTheBodyArePassedOn() throws InterruptedException {
        web.on("/feed", answer(200, FEED, "Content-Type: text/xml; charset=koi8-r", "Content-Language: kk"));
        Fetched fetched = fetched("/feed", null);
        assertThat(new String(fetched.body().octets(), UTF_8)).isEqualTo(FEED);
        assertThat(fetched.contentType()).contains("text/xml; charset=koi8-r");
        assertThat(fetched.contentLanguage()).contains("kk");
    }

    @Test
    void aTruncatedBodyLeavesNoValidators() throws InterruptedException, IOException {
        byte[] noise = new byte[20_000];
        new Random(7).nextBytes(noise);
        byte[] zipped = Coded.gzip(noise);
        byte[] half = Arrays.copyOf(zipped, zipped.length / 2);
        web.on("/feed", answer(200, half, "Content-Encoding: gzip", "ETag: \"a\""));
        assertThat(fetched("/feed", null).validators()).isEqualTo(validators("/feed", null, null));
    }

    private void assertFailsInTime(String reason) throws InterruptedException {
        long start = System.nanoTime();
        assertThat(failed("/feed").reason()).isEqualTo(reason);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
    }

    private Validators validators(String path, String etag, String lastModified) {
        return new Validators(web.url(path), etag, lastModified);
    }

    private FetchOutcome fetch(String path, Validators validators) throws InterruptedException {
        return fetcher.fetch("a-feed", web.url(path), validators);
    }

    private Fetched fetched(String path, Validators validators) throws InterruptedException {
        FetchOutcome outcome = fetch(path, validators);
        assertThat(outcome).isInstanceOf(Fetched.class);
        return (Fetched) outcome;
    }

    private Unchanged unchanged(String path, Validators validators) throws InterruptedException {
        FetchOutcome outcome = fetch(path, validators);
        assertThat(outcome).isInstanceOf(Unchanged.class);
        return (Unchanged) outcome;
    }

    private Failed failed(String path) throws InterruptedException {
        FetchOutcome outcome = fetch(path, null);
        assertThat(outcome).isInstanceOf(Failed.class);
        return (Failed) outcome;
    }

    // A server's slowness is the test's subject, so it really passes.
    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException("the test is over", e);
        }
    }
}
