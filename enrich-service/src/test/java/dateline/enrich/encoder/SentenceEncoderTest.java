package dateline.enrich.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentenceEncoderTest {

    private static final SentenceEncoder ENCODER = SentenceEncoder.load().orElseThrow();

    @Test
    void sentencesOfOneMeaningLieCloserThanOthers() {
        float[] minister = ENCODER.encode("The foreign minister met the ambassador.");

        double near = cosine(minister, ENCODER.encode("Talks between the envoy and the head of diplomacy were held."));
        double far = cosine(minister, ENCODER.encode("The striker scored twice in the cup final."));
        assertThat(near).isGreaterThan(far + 0.2);
    }

    @Test
    void aVectorHasLengthOneAlsoForNothingAndForSignsThatTheModelDoesNotKnow() {
        for (String text : List.of("news", "", "\ud800", "🎉🎉", "中文新闻", "x".repeat(500_000))) {
            float[] vector = ENCODER.encode(text);
            assertThat(vector).hasSize(384);
            assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void whatFollowsTheFirstPiecesIsNotRead() {
        String start = "parliament ".repeat(200);

        assertThat(ENCODER.encode(start + "football")).isEqualTo(ENCODER.encode(start + "music"));
    }

    @Test
    void threadsShareOneSession() throws Exception {
        String text = "The ministry opened a bridge.";
        float[] alone = ENCODER.encode(text);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> answers = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> ENCODER.encode(text)))
                    .toList();
            for (Future<float[]> answer : answers) {
                assertThat(answer.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void wordsAreCutIntoTheLongestKnownPiecesWithoutCaseAndAccents() throws IOException {
        WordPiece pieces = WordPiece.of(new ObjectMapper().readTree("""
                {"normalizer": {"lowercase": true}, "model": {"vocab":
                  {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "cafe": 3, "##s": 4, "un": 5, "##able": 6, ",": 7, "中": 8, "c": 9}}}"""));

        assertThat(pieces.ids("Cafés, unable 中x UN\u200b", 20)).containsExactly(1, 3, 4, 7, 5, 6, 8, 0, 5, 2);
        assertThat(pieces.ids("cafe cafe cafe", 4)).containsExactly(1, 3, 3, 2);
        assertThat(pieces.ids("cafes cafes", 4)).containsExactly(1, 3, 4, 2);
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
