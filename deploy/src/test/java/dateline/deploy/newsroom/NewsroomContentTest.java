package dateline.deploy.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The written releases: that they are well-formed, and that they show what they are there to show. */
class NewsroomContentTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Instant FIRST = Instant.parse("2024-02-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2026-11-24T00:00:00Z");

    @Test
    void theCatalogueIsAsLargeAndAsVariedAsASampleMustBe() {
        List<Release> releases = CATALOGUE.releases();

        assertThat(CATALOGUE.publishers()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(releases).hasSizeGreaterThanOrEqualTo(60);
        assertThat(releases.stream().map(release -> release.revisions().get(0).language()))
                .contains("en", "fr", "de", "es", "ru", "kk", "ar", "zh");
        assertThat(descended(Release.Descent.COPY)).hasSizeGreaterThanOrEqualTo(5);
        assertThat(descended(Release.Descent.ADAPTATION)).hasSizeGreaterThanOrEqualTo(5);
        assertThat(releases.stream().filter(release -> release.revisions().size() > 1))
                .hasSizeGreaterThanOrEqualTo(6);
        assertThat(CATALOGUE.publishers().stream().map(Publisher::format).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(FeedFormat.values());
        for (Publisher publisher : CATALOGUE.publishers()) {
            assertThat(releases.stream()
                            .filter(release -> release.publisher().equals(publisher))
                            .filter(release -> release.revisions().get(0).at() != null))
                    .as(publisher.id())
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void everyReleaseIsWellFormed() {
        Set<String> keys = new HashSet<>();
        for (Release release : CATALOGUE.releases()) {
            assertThat(keys.add(release.key())).as(release.key()).isTrue();
            Instant before = FIRST;
            for (Revision revision : release.revisions()) {
                assertThat(Locale.forLanguageTag(revision.language()).getISO3Language())
                        .as(release.key())
                        .hasSize(3);
                assertThat(revision.title()).as(release.key()).hasSizeBetween(10, 140);
                assertThat(revision.categories()).as(release.key()).isNotEmpty().doesNotContain("");
                for (String paragraph : revision.paragraphs()) {
                    assertThat(paragraph)
                            .as(release.key())
                            .matches("(?s)\\S.*\\S")
                            .doesNotContain("\t", "  ", "\r");
                    assertThat(paragraph.chars().filter(c -> c < ' ' && c != '\n'))
                            .as(release.key())
                            .isEmpty();
                }
                if (revision.at() != null) {
                    assertThat(revision.at()).as(release.key()).isAfter(before).isBefore(LAST);
                    before = revision.at();
                }
            }
        }
    }

    @Test
    void theBackCatalogueReachesFrom2024ToTheLastWeeks() {
        List<Instant> dates = CATALOGUE.releases().stream()
                .map(release -> release.revisions().get(0).at())
                .filter(at -> at != null)
                .sorted()
                .toList();

        assertThat(dates.get(0)).isEqualTo("2024-02-22T11:40:00Z");
        assertThat(dates.stream().filter(at -> at.isBefore(Instant.parse("2026-01-01T00:00:00Z"))))
                .hasSizeGreaterThanOrEqualTo(12);
        assertThat(dates.stream().filter(at -> at.isAfter(Instant.parse("2026-11-01T00:00:00Z"))))
                .hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void whatIsHeldBackAppearsExactlyOnceAndInOrder() {
        List<String> heldBack = new ArrayList<>();
        for (Release release : CATALOGUE.releases()) {
            for (int number = 1; number <= release.revisions().size(); number++) {
                if (release.revisions().get(number - 1).at() == null) {
                    heldBack.add(release.guid() + " " + number);
                }
            }
        }
        List<String> steps = CATALOGUE.programme().steps().stream()
                .map(step -> step.guid() + " " + step.revision())
                .toList();

        assertThat(steps).containsExactlyInAnyOrderElementsOf(heldBack);
        assertThat(heldBack).hasSizeGreaterThanOrEqualTo(12);
        // A revision comes after the one that it revises.
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).endsWith(" 2") && heldBack.contains(steps.get(i).replaceFirst("2$", "1"))) {
                assertThat(steps.subList(0, i)).contains(steps.get(i).replaceFirst("2$", "1"));
            }
        }
        assertThat(CATALOGUE.programme().steps().get(0).after()).hasSeconds(15);
        assertThat(CATALOGUE.programme().steps().stream()
                        .skip(1)
                        .map(step -> step.after().toSeconds()))
                .allMatch(seconds -> seconds >= 20 && seconds <= 30);
    }

    @Test
    void copiesAreWordForWordAndAdaptationsNearlySo() {
        Map<String, Release> releases =
                CATALOGUE.releases().stream().collect(Collectors.toMap(Release::key, Function.identity()));
        for (Release copy : descended(Release.Descent.COPY)) {
            assertThat(text(copy)).as(copy.key()).isEqualTo(text(releases.get(copy.origin())));
            assertThat(copy.publisher())
                    .isNotEqualTo(releases.get(copy.origin()).publisher());
        }
        for (Release adaptation : descended(Release.Descent.ADAPTATION)) {
            String origin = text(releases.get(adaptation.origin()));
            assertThat(text(adaptation).length()).as(adaptation.key()).isLessThan(origin.length());
            Set<String> own = shingles(text(adaptation));
            double common = own.stream().filter(shingles(origin)::contains).count() / (double) own.size();
            assertThat(common).as(adaptation.key()).isBetween(0.6, 0.97);
        }
    }

    @Test
    void releasesThatAreNotCopiesShareNoText() {
        // Furniture repeats within a publisher; bulletins are made from one template.
        Map<String, Set<String>> texts = CATALOGUE.releases().stream()
                .filter(release -> release.descent() == Release.Descent.OWN)
                .collect(Collectors.toMap(Release::key, release -> shingles(text(release))));
        for (Map.Entry<String, Set<String>> one : texts.entrySet()) {
            for (Map.Entry<String, Set<String>> other : texts.entrySet()) {
                if (!publisherOf(one.getKey()).equals(publisherOf(other.getKey()))) {
                    Set<String> common = new HashSet<>(one.getValue());
                    common.retainAll(other.getValue());
                    assertThat(common.size())
                            .as(one.getKey() + " and " + other.getKey())
                            .isLessThan(one.getValue().size() / 10 + 1);
                }
            }
        }
    }

    @Test
    void theRetoldMeetingHasTheFurnitureOfItsKind() {
        Release release = CATALOGUE.releases().stream()
                .filter(candidate -> candidate.key().equals("dala/imnadze-received-in-astana"))
                .findFirst()
                .orElseThrow();
        List<String> paragraphs = release.revisions().get(0).paragraphs();

        assertThat(paragraphs.get(0)).isEqualTo("date 2024-02-22 Images | Kazakh MFA");
        assertThat(paragraphs.get(1))
                .contains("Kakha Imnadze", "Murat Nurtleu", "the press service of the Kazakh MFA reports");
        assertThat(paragraphs.stream().filter(paragraph -> paragraph.matches("[^\"]+\", the Kazakh minister said\\.")))
                .hasSize(1);
        assertThat(paragraphs.stream().filter(paragraph -> paragraph.matches("\"[^\"]+\", Kakha Imnadze noted\\.")))
                .hasSize(1);
        assertThat(paragraphs.get(paragraphs.size() - 2)).startsWith("For reference: UNRCCA ");
    }

    @Test
    void theFurnitureOfPressReleasesIsThere() {
        List<String> paragraphs = CATALOGUE.releases().stream()
                .flatMap(release -> release.revisions().stream())
                .flatMap(revision -> revision.paragraphs().stream())
                .toList();

        assertThat(paragraphs).contains("###", "-30-", "ENDS", "-- ENDS --", "## Notes to editors");
        for (String start : List.of(
                "For reference: ",
                "About ",
                "Media contact",
                "Forward-looking statements",
                "EMBARGOED UNTIL ",
                "CAMBRIDGE, Mass., Nov. 17, 2026 /Presslane/ -- ",
                "GENEVA (14 November 2026) – ",
                "TASHKENT, Oct 14 (Dala Press) - ",
                "Correction: ",
                "SOURCE ")) {
            assertThat(paragraphs).as(start).anyMatch(paragraph -> paragraph.startsWith(start));
        }
        assertThat(CATALOGUE.releases().stream().map(NewsroomContentTest::words))
                .anyMatch(words -> words > 1_400)
                .anyMatch(words -> words < 90);
    }

    @Test
    void aRevisionChangesWhatItSaysAndKeepsTheRest() {
        List<Revision> revisions = CATALOGUE.releases().stream()
                .filter(release -> release.key().equals("helvion/third-quarter-2026"))
                .findFirst()
                .orElseThrow()
                .revisions();

        assertThat(revisions).hasSize(2);
        assertThat(revisions.get(1).title())
                .isEqualTo("Correction: " + revisions.get(0).title());
        assertThat(revisions.get(1).at()).isEqualTo("2026-10-30T07:10:00Z");
        assertThat(revisions.get(1).paragraphs().get(0)).startsWith("Correction of 30 October 2026: ");
        assertThat(revisions
                        .get(1)
                        .paragraphs()
                        .subList(1, revisions.get(1).paragraphs().size()))
                .hasSameSizeAs(revisions.get(0).paragraphs())
                .anyMatch(paragraph -> paragraph.contains("rose by 11% to CHF 665 million"))
                .noneMatch(paragraph -> paragraph.contains("655"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "id: a\\ntitle: T\\n\\nText. ~ lacks published",
                "id: a\\npublished: live\\n\\nText. ~ lacks title",
                "id: a\\npublished: today\\ntitle: T\\n\\nText. ~ no moment: today",
                "id: a\\npublished: live\\ntitle: T ~ no text",
                "id: a\\npublshed: live\\ntitle: T\\n\\nText. ~ no header line: publshed",
                "id: A B\\npublished: live\\ntitle: T\\n\\nText. ~ slug is no path segment",
                "revises: a\\nupdated: live\\n\\nText. ~ revises nothing",
                "id: a\\npublished: live\\ncopy-of: p/b ~ copies nothing",
                "id: a\\npublished: live\\ntitle: T\\nadapts: p/b\\n\\nText. ~ comes from nothing",
                "id: a\\npublished: live\\ntitle: T\\n\\nX.\\n%%\\nid: a\\npublished: live\\ntitle: T\\n\\nX. ~ twice: p/a",
                "id: a\\npublished: live\\ntitle: T\\n\\nX.\\n%%\\nrevises: a\\nupdated: live\\nreplace: Y => Z ~ replaces nothing",
            })
    void aMalformedBlockIsNamed(String file, String reason) {
        Publisher publisher =
                new Publisher("p", "P", "p.example", "en", ZoneId.of("UTC"), FeedFormat.ATOM, "Test.", List.of());

        assertThatThrownBy(() -> Draft.releases(Draft.parse(publisher, file.replace("\\n", "\n"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static List<Release> descended(Release.Descent descent) {
        return CATALOGUE.releases().stream()
                .filter(release -> release.descent() == descent)
                .toList();
    }

    private static String text(Release release) {
        return Markup.plain(release.revisions().get(0).paragraphs());
    }

    private static int words(Release release) {
        return text(release).split("\\s+", -1).length;
    }

    private static String publisherOf(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    /** Runs of four words. */
    private static Set<String> shingles(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1);
        Set<String> shingles = new LinkedHashSet<>();
        for (int i = 0; i + 4 <= words.length; i++) {
            shingles.add(String.join(" ", List.of(words).subList(i, i + 4)));
        }
        return shingles;
    }
}
