package dateline.enrich.entity;

import com.sun.management.ThreadMXBean;
import dateline.enrich.entity.crf.AccurateTagger;
import dateline.enrich.entity.crf.CrfTagger;
import dateline.enrich.entity.model.NameTagger;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many words a second of one core's time the models tag, and what they allocate for each; run by hand. The first argument is a text,
 * which is read paragraph by paragraph, the second {@code accurate} or {@code fast}.
 */
public final class NameTaggerBenchmark {

    private static final int ROUNDS = 8;
    /** Sentences that are tagged at once, as those of a release are. */
    private static final int SENTENCES = 20;

    private NameTaggerBenchmark() {}

    public static void main(String[] args) throws IOException {
        List<String[]> sentences = sentences(Files.readString(Path.of(args[0])));
        long words = sentences.stream().mapToLong(sentence -> sentence.length).sum();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        NameTagger tagger = args[1].equals("accurate") ? AccurateTagger.load() : CrfTagger.load();
        System.out.printf("%s loaded in %.2f s%n", tagger.version(), (threads.getCurrentThreadCpuTime() - began) / 1e9);
        for (int round = 1; round <= ROUNDS; round++) {
            long cpu = threads.getCurrentThreadCpuTime();
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long names = 0;
            for (int from = 0; from < sentences.size(); from += SENTENCES) {
                names += tagger.tag(sentences.subList(from, Math.min(sentences.size(), from + SENTENCES))).stream()
                        .mapToLong(List::size)
                        .sum();
            }
            long took = threads.getCurrentThreadCpuTime() - cpu;
            System.out.printf(
                    "round %d: %d words, %d names, %.0f words/s/core, %d bytes/word%n",
                    round,
                    words,
                    names,
                    words * 1e9 / took,
                    (threads.getCurrentThreadAllocatedBytes() - bytes) / words);
        }
    }

    private static List<String[]> sentences(String file) {
        List<String[]> sentences = new ArrayList<>();
        for (String paragraph : file.split("\n+", -1)) {
            PlainText text = PlainText.of(paragraph);
            sentences.addAll(Passage.of(text, new Span(0, text.length())).words(text));
        }
        return sentences;
    }
}
