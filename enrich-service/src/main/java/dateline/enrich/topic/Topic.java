package dateline.enrich.topic;

import dateline.enrich.text.Span;
import java.util.List;

/**
 * A concept that a release is about or touches.
 *
 * @param uri the concept
 * @param label its English label
 * @param vocabulary the version of the vocabulary that it is taken from, a day
 * @param rel how the release relates to it
 * @param confidence from 0 to 1
 * @param evidence the phrases that speak for it, in order of the text; none when only the title does
 */
public record Topic(String uri, String label, String vocabulary, Relation rel, double confidence, List<Span> evidence) {

    public Topic {
        if (confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("not a confidence: " + confidence);
        }
        evidence = List.copyOf(evidence);
    }
}
