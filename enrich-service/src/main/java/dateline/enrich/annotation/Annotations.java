package dateline.enrich.annotation;

import dateline.enrich.duplicate.Duplicates;
import dateline.enrich.entity.Entity;
import dateline.enrich.language.Language;
import dateline.enrich.quote.Quotation;
import dateline.enrich.text.Span;
import dateline.enrich.text.Structure;
import dateline.enrich.text.TextSpan;
import dateline.enrich.topic.Topic;
import java.util.List;

/**
 * What this service says about a release; the schema of the contract describes each field.
 *
 * @param language the language of the text
 * @param structure its parts
 * @param entities whom and what it names, the most salient first
 * @param quotations in order of the text
 * @param topics the surest first, what it is about before what it touches
 * @param keyphrases the weightiest first
 * @param summary the sentences that sum it up, in order of the text
 * @param duplicates the signature of its news
 * @param annotators who made all this
 */
public record Annotations(
        Language language,
        Structure structure,
        List<Entity> entities,
        List<Quotation> quotations,
        List<Topic> topics,
        List<TextSpan> keyphrases,
        List<Span> summary,
        Duplicates duplicates,
        List<Annotator> annotators) {

    public Annotations {
        entities = List.copyOf(entities);
        quotations = List.copyOf(quotations);
        topics = List.copyOf(topics);
        keyphrases = List.copyOf(keyphrases);
        summary = List.copyOf(summary);
        annotators = List.copyOf(annotators);
    }
}
