package dateline.enrich.text;

import java.time.LocalDate;

/**
 * Place, date and agency as the release's head gives them.
 *
 * @param place as written, or null
 * @param date the day, its year taken from the publication where the head has none; or null
 * @param agency the wire, or null
 * @param start the first code point
 * @param end the code point after the last, the dash included
 */
public record Dateline(String place, LocalDate date, String agency, int start, int end) {

    public Dateline {
        if (place == null && date == null && agency == null) {
            throw new IllegalArgumentException("a dateline has a place, a date or an agency");
        }
    }

    /** Its range. */
    public Span span() {
        return new Span(start, end);
    }
}
