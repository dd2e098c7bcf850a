package dateline.query.alert;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dateline.query.problem.ProblemException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a caller asks for; null where a field is not given.
 *
 * @param name 1 to 200 characters
 * @param search the search's parameters, as in the query of its URL
 * @param webhook where to tell
 * @param digestMinutes 0 for at once, else how often what came together is told, to a week
 * @param revisions whether each further revision of a release is told too
 * @param enabled of a change only: true puts a disabled alert back to work, false rests it
 */
@JsonIgnoreProperties(ignoreUnknown = false)
@Schema(description = "A saved search, as it is asked for.")
record AlertRequest(
        @Schema(examples = "Water treaties") String name,

        @Schema(description = "As in the query of the search's URL.", examples = "q=water&topic=medtop:20000639")
        String search,

        @Schema(examples = "https://hooks.example.org/dateline")
        String webhook,

        @Schema(description = "0 for at once, else how often what came together is told.", defaultValue = "0")
        Integer digestMinutes,

        @Schema(description = "Whether further revisions and withdrawals are told too.", defaultValue = "false")
        Boolean revisions,

        @Schema(description = "Of a change only: true puts a disabled alert back to work, false rests it.")
        Boolean enabled) {

    private static final int MAX_NAME = 200;
    private static final int MAX_SEARCH = 8000;
    private static final int WEEK = 7 * 24 * 60;

    /** Throws 400 for a field that cannot be used. */
    void check() {
        if (name != null && (name.isBlank() || name.length() > MAX_NAME)) {
            throw ProblemException.badParameter("name", "Must have 1 to " + MAX_NAME + " characters.");
        }
        if (search != null && search.length() > MAX_SEARCH) {
            throw ProblemException.badParameter("search", "At most " + MAX_SEARCH + " characters.");
        }
        if (digestMinutes != null && (digestMinutes < 0 || digestMinutes > WEEK)) {
            throw ProblemException.badParameter("digestMinutes", "Must be a number from 0 to " + WEEK + ".");
        }
    }

    /** Throws 400 where a new alert lacks something. */
    void checkWhole() {
        check();
        if (name == null) {
            throw ProblemException.badParameter("name", "Is missing.");
        }
        if (search == null) {
            throw ProblemException.badParameter("search", "Is missing; an empty one matches every release.");
        }
        if (webhook == null) {
            throw ProblemException.badParameter("webhook", "Is missing.");
        }
        if (enabled != null) {
            throw ProblemException.badParameter("enabled", "A new alert is.");
        }
    }

    /** When an alert is told next, null when at once. */
    static Instant nextDigest(int minutes, Instant now) {
        return minutes == 0 ? null : now.plusSeconds(minutes * 60L);
    }
}
