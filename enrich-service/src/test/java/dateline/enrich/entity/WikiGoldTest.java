package dateline.enrich.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.Enrichers;
import dateline.enrich.Shared;
import dateline.enrich.annotation.ReleaseInput;
import dateline.enrich.text.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The names of encyclopaedia articles that others have labelled (WikiGold), which no model was trained on: read as running text of twenty
 * sentences a document and annotated by the whole service.
 */
class WikiGoldTest {

    private static final int SENTENCES = 20;
    private static final double FLOOR = 0.80;
    private static final Set<String> NO_SPACE_BEFORE =
            Set.of(".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "'s", "'S", "’s", "n't", "'re", "'ve", "'ll");
    private static final Map<String, EntityType> TYPES =
            Map.of("PER", EntityType.PERSON, "ORG", EntityType.ORGANISATION, "LOC", EntityType.PLACE);

    /** A document that grows word by word. */
    private static final class Document {
        private final StringBuilder text = new StringBuilder();
        private final Map<EntityType, List<Span>> names = new EnumMap<>(EntityType.class);
        private int sentences;

        void endSentence() {
            sentences++;
            text.append('\n');
        }

        void add(String word, String tag, boolean goesOn) {
            boolean touches = text.length() == 0
                    || "\n([{$“‘".indexOf(text.charAt(text.length() - 1)) >= 0
                    || NO_SPACE_BEFORE.contains(word);
            int start = text.append(touches ? "" : " ").length();
            text.append(word);
            if (tag.equals("O")) {
                return;
            }
            List<Span> spans = names.computeIfAbsent(TYPES.get(tag.substring(2)), any -> new ArrayList<>());
            int from = goesOn ? spans.remove(spans.size() - 1).start() : start;
            spans.add(new Span(from, text.length()));
        }
    }

    @Test
    void namesKeepTheirFloor() throws IOException {
        NameScore score = new NameScore();
        for (Document document : documents(Files.readAllLines(Shared.file("corpus/ner/wikigold.bio")))) {
            String text = document.text.toString();
            score.add(
                    text,
                    document.names,
                    Enrichers.ENRICHER
                            .enrich(new ReleaseInput("", text, "en", null))
                            .entities());
        }
        System.out.println("WikiGold: " + score);
        assertThat(score.f1()).isGreaterThanOrEqualTo(FLOOR);
    }

    private static List<Document> documents(List<String> lines) {
        List<Document> documents = new ArrayList<>();
        Document document = new Document();
        String last = "O";
        boolean open = false;
        for (String line : lines) {
            int tab = line.lastIndexOf('\t');
            if (tab < 0) {
                if (open) {
                    document.endSentence();
                }
                open = false;
                last = "O";
                if (document.sentences == SENTENCES) {
                    documents.add(document);
                    document = new Document();
                }
                continue;
            }
            String tag = line.substring(tab + 1);
            document.add(line.substring(0, tab), tag, tag.startsWith("I-") && last.endsWith(tag.substring(1)));
            last = tag;
            open = true;
        }
        documents.add(document);
        return documents;
    }
}
