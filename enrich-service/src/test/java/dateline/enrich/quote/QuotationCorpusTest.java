package dateline.enrich.quote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dateline.enrich.Enrichers;
import dateline.enrich.Shared;
import dateline.enrich.annotation.AnnotationJson;
import dateline.enrich.annotation.ReleaseInput;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Quotations in news articles that others have labelled. A span counts as found when, marks aside, it shares four fifths with a labelled
 * piece. Among direct quotations what lies in a labelled mixed or indirect one counts neither way. A speaker counts as right when the
 * words that name one hold the words that name the other. The corpus labels as indirect all that anyone wants, knows or plans, of which a
 * report of words is but a part: what is found of all kinds together has a floor of its own.
 */
class QuotationCorpusTest {

    private static final double SHARED = 0.8;
    private static final String MARKS = "\"“”‘’'.,;:!?—-";

    private int found;
    private int wrong;
    private int missed;
    private int rightSpeakers;
    private int speakers;
    private int allFound;
    private int allTold;
    private int allLabelled;

    private record Labelled(int start, int end, String speaker) {}

    @Test
    void directQuotationsAndTheirSpeakersKeepTheirFloors() throws IOException {
        for (String line : Files.readAllLines(Shared.file("corpus/quotes/polnear_dev.jsonl"))) {
            score(AnnotationJson.MAPPER.readTree(line));
        }
        double f1 = 2.0 * found / (2.0 * found + wrong + missed);
        double accuracy = rightSpeakers / (double) speakers;
        System.out.printf(
                Locale.ROOT,
                "direct quotations: %d found, %d wrong, %d missed, F1 %.3f; speakers %.3f of %d%n",
                found,
                wrong,
                missed,
                f1,
                accuracy,
                speakers);
        double allF1 = 2.0 * allFound / (allTold + allLabelled);
        System.out.printf(
                Locale.ROOT,
                "quotations of all kinds: %d labelled, %d told, %d of them right, F1 %.3f%n",
                allLabelled,
                allTold,
                allFound,
                allF1);
        assertThat(f1).isGreaterThanOrEqualTo(0.90);
        assertThat(accuracy).isGreaterThanOrEqualTo(0.85);
        assertThat(allF1).isGreaterThanOrEqualTo(0.54);
    }

    private void score(JsonNode document) {
        String text = document.get("text").asText();
        List<Labelled> direct = new ArrayList<>();
        List<Labelled> others = new ArrayList<>();
        for (JsonNode attribution : document.get("attributions")) {
            for (JsonNode piece : attribution.get("content")) {
                Labelled labelled = trimmed(
                        text,
                        piece.get(0).asInt(),
                        piece.get(1).asInt(),
                        attribution.get("source_text").asText());
                (attribution.get("kind").asText().equals("direct") ? direct : others).add(labelled);
            }
        }
        List<Labelled> all = new ArrayList<>(direct);
        all.addAll(others);
        allLabelled += all.size();
        for (Quotation quotation : Enrichers.ENRICHER
                .enrich(new ReleaseInput("", text, null, null))
                .quotations()) {
            Labelled told = trimmed(text, quotation.start(), quotation.end(), quotation.speakerText());
            allTold++;
            allFound += all.removeIf(labelled -> shared(labelled, told) >= SHARED) ? 1 : 0;
            if (quotation.kind() == QuotationKind.DIRECT) {
                score(told, direct, others);
            }
        }
        missed += direct.size();
    }

    private void score(Labelled quotation, List<Labelled> direct, List<Labelled> others) {
        Labelled best = direct.stream()
                .filter(labelled -> shared(labelled, quotation) >= SHARED)
                .findFirst()
                .orElse(null);
        if (best != null) {
            direct.remove(best);
            found++;
            if (!best.speaker().isEmpty()) {
                speakers++;
                rightSpeakers += sameSpeaker(best.speaker(), quotation.speaker()) ? 1 : 0;
            }
        } else if (others.stream().noneMatch(labelled -> shared(labelled, quotation) > 0)) {
            wrong++;
        }
    }

    private static boolean sameSpeaker(String labelled, String named) {
        if (named == null) {
            return false;
        }
        String a = labelled.toLowerCase(Locale.ROOT).strip();
        String b = named.toLowerCase(Locale.ROOT).strip();
        return a.contains(b) || b.contains(a);
    }

    private static double shared(Labelled a, Labelled b) {
        double both = Math.max(0, Math.min(a.end(), b.end()) - Math.max(a.start(), b.start()));
        return both / (Math.max(a.end(), b.end()) - Math.min(a.start(), b.start()));
    }

    // The corpus has no character beyond the basic plane, so that its offsets are those of a String.
    private static Labelled trimmed(String text, int from, int to, String speaker) {
        int start = from;
        int end = to;
        while (start < end && isMark(text.charAt(start))) {
            start++;
        }
        while (end > start && isMark(text.charAt(end - 1))) {
            end--;
        }
        return new Labelled(start, end, speaker);
    }

    private static boolean isMark(char c) {
        return Character.isWhitespace(c) || MARKS.indexOf(c) >= 0;
    }
}
