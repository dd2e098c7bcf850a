package dateline.enrich.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.emory.mathcs.nlp.component.template.node.NLPNode;
import edu.emory.mathcs.nlp.decode.NLPDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Labels open text with the name tagger of NLP4J and writes it as a corpus: token, tab, BIO tag of person, organisation or place.
 * Places are its classes GPE, LOC and FAC; a leading article and a possessive ending are taken off.
 */
public final class Silver {

    private static final Map<String, String> CLASSES =
            Map.of("PERSON", "PER", "ORG", "ORG", "GPE", "LOC", "LOC", "LOC", "FAC", "LOC");
    private static final String CONFIGURATION = """
            <configuration>
              <tsv><column index="1" field="form"/></tsv>
              <lexica>
                <ambiguity_classes field="word_form_simplified_lowercase">edu/emory/mathcs/nlp/lexica/en-ambiguity-classes-simplified-lowercase.xz</ambiguity_classes>
                <word_clusters field="word_form_simplified_lowercase">edu/emory/mathcs/nlp/lexica/en-brown-clusters-simplified-lowercase.xz</word_clusters>
                <word_embeddings field="word_form_undigitalized">edu/emory/mathcs/nlp/lexica/en-word-embeddings-undigitalized.xz</word_embeddings>
                <named_entity_gazetteers field="word_form_simplified">edu/emory/mathcs/nlp/lexica/en-named-entity-gazetteers-simplified.xz</named_entity_gazetteers>
              </lexica>
              <models>
                <pos>edu/emory/mathcs/nlp/models/en-pos.xz</pos>
                <ner>edu/emory/mathcs/nlp/models/en-ner.xz</ner>
              </models>
            </configuration>
            """;

    private Silver() {}

    /**
     * Runs it.
     *
     * @param args the text as JSON lines with the field {@code text}, gzipped where the name says so; the file to write; the most
     *     words to label
     */
    public static void main(String[] args) throws IOException {
        long most = Long.parseLong(args[2]);
        NLPDecoder decoder =
                new NLPDecoder(new java.io.ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)));
        long words = 0;
        try (BufferedReader lines = open(Path.of(args[0]));
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(args[1])))) {
            ObjectMapper json = new ObjectMapper();
            for (String line = lines.readLine(); line != null && words < most; line = lines.readLine()) {
                JsonNode document = json.readTree(line);
                for (String paragraph : document.path("text").asText().split("\\n+")) {
                    if (paragraph.isBlank()) {
                        continue;
                    }
                    for (NLPNode[] sentence : decoder.decodeDocument(paragraph)) {
                        write(sentence, out);
                        words += sentence.length - 1;
                    }
                }
            }
        }
        System.out.println(args[1] + " words=" + words);
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }

    // Node 0 is the root of the sentence; tags are BILOU.
    private static void write(NLPNode[] sentence, PrintWriter out) {
        String[] tags = new String[sentence.length];
        for (int i = 1; i < sentence.length; ) {
            int end = nameEnd(sentence, i);
            if (end == i) {
                tags[i++] = "O";
                continue;
            }
            String type = CLASSES.get(sentence[i].getNamedEntityTag().substring(2));
            int from = end - i > 1 && isArticle(sentence[i].getWordForm()) ? i + 1 : i;
            int to = end - from > 1 && isPossessive(sentence[end - 1].getWordForm()) ? end - 1 : end;
            for (int k = i; k < end; k++) {
                boolean inside = type != null && k >= from && k < to;
                tags[k] = inside ? (k == from ? "B-" : "I-") + type : "O";
            }
            i = end;
        }
        for (int i = 1; i < sentence.length; i++) {
            out.print(sentence[i].getWordForm() + "\t" + tags[i] + "\n");
        }
        out.print("\n");
    }

    private static int nameEnd(NLPNode[] sentence, int start) {
        String tag = sentence[start].getNamedEntityTag();
        if (tag == null || tag.equals("O")) {
            return start;
        }
        int end = start + 1;
        if (tag.startsWith("U-")) {
            return end;
        }
        while (end < sentence.length && sentence[end].getNamedEntityTag() != null) {
            String next = sentence[end].getNamedEntityTag();
            if (!next.startsWith("I-") && !next.startsWith("L-")) {
                break;
            }
            end++;
            if (next.startsWith("L-")) {
                break;
            }
        }
        return end;
    }

    private static boolean isArticle(String word) {
        return word.equalsIgnoreCase("the") || word.equalsIgnoreCase("a") || word.equalsIgnoreCase("an");
    }

    private static boolean isPossessive(String word) {
        return word.equals("'s") || word.equals("’s") || word.equals("'") || word.equals("’");
    }
}
