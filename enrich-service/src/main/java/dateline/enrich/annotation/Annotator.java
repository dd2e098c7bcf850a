package dateline.enrich.annotation;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Who made annotations.
 *
 * @param name what it annotates
 * @param version of its rules, model or table
 * @param outcome why it annotated nothing or only part of the text; null, and left out of the event, when it did its work
 */
public record Annotator(
        String name,
        String version,
        @JsonInclude(JsonInclude.Include.NON_NULL) String outcome) {}
