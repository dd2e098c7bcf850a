package dateline.enrich.entity.crf;

import dateline.enrich.entity.crf.Corpus.Sentence;
import dateline.enrich.entity.model.Name;
import dateline.enrich.entity.model.NameTagger;
import dateline.enrich.entity.model.NameType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How well names are found: a name counts when its span and type are those of the gold.
 *
 * @param right names found that are in the gold
 * @param found names found
 * @param gold names in the gold
 */
record SpanScore(int right, int found, int gold) {

    private record Place(int from, int to, NameType type) {}

    static SpanScore of(NameTagger tagger, List<Sentence> sentences) {
        int right = 0;
        int found = 0;
        int gold = 0;
        List<List<Name>> tagged =
                tagger.tag(sentences.stream().map(Sentence::words).toList());
        for (int i = 0; i < sentences.size(); i++) {
            Set<Place> expected = new HashSet<>(gold(sentences.get(i).labels()));
            Set<Place> names = new HashSet<>();
            tagged.get(i).forEach(name -> names.add(new Place(name.from(), name.to(), name.type())));
            gold += expected.size();
            found += names.size();
            expected.retainAll(names);
            right += expected.size();
        }
        return new SpanScore(right, found, gold);
    }

    double f1() {
        return 2.0 * right / Math.max(1, found + gold);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "F1=%.1f P=%.1f R=%.1f",
                100 * f1(),
                100.0 * right / Math.max(1, found),
                100.0 * right / Math.max(1, gold));
    }

    private static List<Place> gold(int[] labels) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < labels.length; ) {
            int end = i + 1;
            if (labels[i] != Labels.OUTSIDE) {
                while (!Labels.ends(labels[end - 1])) {
                    end++;
                }
                places.add(new Place(i, end, Labels.type(labels[i])));
            }
            i = end;
        }
        return places;
    }
}
