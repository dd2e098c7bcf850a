package dateline.enrich.text;

import java.time.Instant;
import java.util.List;

/**
 * How a release is built.
 *
 * @param dateline place, date and agency of its head, or null
 * @param credit whom the images are credited to, or null
 * @param infoSource whom the release names as its source, or null
 * @param embargoedUntil when it may be published, or null
 * @param parts in order of the text, not overlapping
 */
public record Structure(
        Dateline dateline, TextSpan credit, TextSpan infoSource, Instant embargoedUntil, List<Part> parts) {

    /** Nothing known of the text's parts. */
    public static final Structure NONE = new Structure(null, null, null, null, List.of());

    public Structure {
        parts = List.copyOf(parts);
    }

    /** The parts that tell the news: without header and tail. */
    public List<Part> news() {
        return parts.stream().filter(part -> part.kind().isNews()).toList();
    }
}
