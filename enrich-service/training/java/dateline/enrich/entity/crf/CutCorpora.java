package dateline.enrich.entity.crf;

import dateline.enrich.entity.crf.Corpus.Sentence;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes corpora with their words cut as the service cuts text, for the programs that fine-tune the encoder. */
public final class CutCorpora {

    private CutCorpora() {}

    /**
     * Runs it.
     *
     * @param args the directory to write to, then the corpora
     */
    public static void main(String[] args) throws IOException {
        Files.createDirectories(Path.of(args[0]));
        for (int i = 1; i < args.length; i++) {
            Path corpus = Path.of(args[i]);
            try (PrintWriter lines =
                    new PrintWriter(Files.newBufferedWriter(Path.of(args[0]).resolve(corpus.getFileName())))) {
                for (Sentence sentence : Corpus.read(corpus)) {
                    for (int word = 0; word < sentence.words().length; word++) {
                        lines.print(sentence.words()[word] + "\t" + tag(sentence.labels()[word]) + "\n");
                    }
                    lines.print("\n");
                }
            }
        }
    }

    private static String tag(int label) {
        if (label == Labels.OUTSIDE) {
            return "O";
        }
        boolean begins = Labels.place(label) == Labels.FIRST || Labels.place(label) == Labels.ONLY;
        String type = switch (Labels.type(label)) {
            case PERSON -> "PER";
            case ORGANISATION -> "ORG";
            case PLACE -> "LOC";
        };
        return (begins ? "B-" : "I-") + type;
    }
}
