package dateline.query.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.query.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position between two releases, newest first. Pages that continue from a position never skip or repeat a release, whatever
 * arrives meanwhile.
 *
 * @param published date of the last release seen, in whole microseconds
 * @param id its id
 */
public record Cursor(Instant published, String id) {

    private static final Pattern FORM = Pattern.compile("1 (-?\\d{1,12}) (\\d{1,6}) ([0-9a-f]{32}) ([0-9a-f]{16})");
    private static final int MAX_LENGTH = 200;

    /**
     * Reads a cursor that {@link #format} wrote.
     *
     * @param value the parameter's value
     * @param fingerprint of the search that it has to belong to
     * @throws ProblemException 400 when it was not written by this service or belongs to another search
     */
    public static Cursor parse(String value, String fingerprint) {
        if (value.length() <= MAX_LENGTH) {
            try {
                Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(value), UTF_8));
                if (form.matches()) {
                    if (!form.group(4).equals(fingerprint)) {
                        throw ProblemException.badParameter("cursor", "Belongs to another search.");
                    }
                    long micros = Long.parseLong(form.group(2));
                    Instant published = Instant.ofEpochSecond(Long.parseLong(form.group(1)), micros * 1000);
                    return new Cursor(published, form.group(3));
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                // Not of ours: told below.
            }
        }
        throw ProblemException.badParameter("cursor", "Is not a cursor of this service.");
    }

    /** The cursor as a parameter's value, bound to one search. */
    public String format(String fingerprint) {
        String form =
                "1 %d %d %s %s".formatted(published.getEpochSecond(), published.getNano() / 1000, id, fingerprint);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(form.getBytes(UTF_8));
    }
}
