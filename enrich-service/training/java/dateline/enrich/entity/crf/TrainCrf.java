package dateline.enrich.entity.crf;

import dateline.enrich.entity.crf.Corpus.Sentence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trains the fast tagger and writes its file; how to run it and on what is told in training/README.md. */
public final class TrainCrf {

    private TrainCrf() {}

    /**
     * Runs it.
     *
     * @param args the directory with clusters.tsv and names.tsv, the file to write, training corpora joined by commas, corpora to score
     *     joined by commas
     */
    public static void main(String[] args) throws IOException {
        byte[] clusters = ModelFile.clusters(Path.of(args[0], "clusters.tsv"));
        byte[] names = ModelFile.names(Path.of(args[0], "names.tsv"));
        CrfTrainer.Settings settings = new CrfTrainer.Settings(
                Integer.getInteger("epochs", 12),
                Integer.getInteger("averaged", 4),
                Double.parseDouble(System.getProperty("rate", "0.02")),
                Double.parseDouble(System.getProperty("penalty", "1e-4")),
                Integer.getInteger("leastCount", 2),
                Long.getLong("seed", 1));
        System.out.println(settings);
        List<Sentence> sentences = new ArrayList<>();
        for (String file : args[2].split(",", -1)) {
            List<Sentence> some = Corpus.read(Path.of(file));
            System.out.println(Path.of(file).getFileName() + " sentences=" + some.size() + " words="
                    + some.stream()
                            .mapToInt(sentence -> sentence.words().length)
                            .sum());
            sentences.addAll(some);
        }
        CrfTrainer.Fit fit =
                new CrfTrainer(settings, ModelFile.readClusters(clusters), ModelFile.readNames(names)).fit(sentences);
        byte[] file = ModelFile.of(
                System.getProperty("version", "fast 2026.1"),
                clusters,
                names,
                fit,
                Float.parseFloat(System.getProperty("least", "0.02")));
        Files.write(Path.of(args[1]), file);
        System.out.println("bytes=" + file.length);
        CrfTagger tagger = new CrfTagger(CrfModel.read(new ByteArrayInputStream(file)));
        for (String gold : args[3].split(",", -1)) {
            System.out.println(Path.of(gold).getFileName() + " " + SpanScore.of(tagger, Corpus.read(Path.of(gold))));
        }
    }
}
