package dateline.enrich.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * How a release is built.
 *
 * @param dateline place, date and agency of its head, or null
 * @param credit whom the images are credited to, or null
 * @param infoSource whom the release names as its source, or null
 * @param embargoedUntil when it may be published, or null
 * @param corrects which release it corrects or updates, or null; left out of the event when null
 * @param contacts whom the press may reach; left out of the event when there is none
 * @param parts in order of the text, not overlapping
 */
public record Structure(
        Dateline dateline,
        TextSpan credit,
        TextSpan infoSource,
        Instant embargoedUntil,
        @JsonInclude(JsonInclude.Include.NON_NULL) Corrected corrects,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Contact> contacts,
        List<Part> parts) {

    /** Nothing known of the text's parts. */
    public static final Structure NONE = new Structure(null, null, null, null, null, List.of(), List.of());

    public Structure {
        contacts = contacts == null ? List.of() : List.copyOf(contacts);
        parts = List.copyOf(parts);
    }

    /** Of one that corrects nothing and names no contact. */
    public Structure(
            Dateline dateline, TextSpan credit, TextSpan infoSource, Instant embargoedUntil, List<Part> parts) {
        this(dateline, credit, infoSource, embargoedUntil, null, List.of(), parts);
    }

    /** The parts that tell the news: without header and tail. */
    public List<Part> news() {
        return parts.stream().filter(part -> part.kind().isNews()).toList();
    }
}
