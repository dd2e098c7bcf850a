package dateline.query.search;

import dateline.query.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position among the changes. Their order is that of the transactions that wrote them, and within one that of a sequence.
 *
 * @param transaction Postgres' 64-bit transaction id, which never wraps around
 * @param number of the sequence, from 1; 0 stands before all changes of the transaction
 */
public record ChangePosition(long transaction, long number) implements Comparable<ChangePosition> {

    /** Before the first change. */
    public static final ChangePosition START = new ChangePosition(0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

    /**
     * Reads what {@link #format} wrote, or {@code 0} for the beginning.
     *
     * @return nothing when it is neither
     */
    public static Optional<ChangePosition> read(String value) {
        if (value.equals("0")) {
            return Optional.of(START);
        }
        Matcher form = FORM.matcher(value);
        return form.matches()
                ? Optional.of(new ChangePosition(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(ChangePosition other) {
        int order = Long.compare(transaction, other.transaction);
        return order != 0 ? order : Long.compare(number, other.number);
    }

    /** What {@code updated-since} asks for: a position, or a time that the database can turn into one. */
    record Since(Optional<ChangePosition> position, Optional<Instant> time) {

        /**
         * Reads the parameter.
         *
         * @param value {@code 0} for all, the {@code next} of an earlier answer, or a time
         * @throws ProblemException 400 when it is none of these
         */
        static Since parse(String value) {
            Optional<ChangePosition> position = read(value);
            if (position.isPresent()) {
                return new Since(position, Optional.empty());
            }
            try {
                // A plus sign that nobody escaped arrives as a space.
                Instant time = OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
                return new Since(Optional.empty(), Optional.of(SearchRequest.usable(time)));
            } catch (DateTimeException e) {
                throw ProblemException.badParameter(
                        "updated-since",
                        "Must be 0, the next of an earlier answer, or a time such as 2026-03-01T09:30:00Z.");
            }
        }
    }

    /** The position as {@link Since#parse} reads it. */
    public String format() {
        return transaction + "." + number;
    }
}
