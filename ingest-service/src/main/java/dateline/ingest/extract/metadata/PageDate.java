package dateline.ingest.extract.metadata;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * A date as precisely as a page gives it: a day, a day with a time, or with time and offset a point in time.
 *
 * @param day the calendar day where the page was written
 * @param time the time of that day, or null
 * @param offset the offset from UTC, or null; never without a time
 */
public record PageDate(LocalDate day, LocalTime time, ZoneOffset offset) {

    public PageDate {
        Objects.requireNonNull(day, "a date has a day");
        if (offset != null && time == null) {
            throw new IllegalArgumentException("an offset without a time");
        }
    }

    static PageDate of(LocalDate day) {
        return new PageDate(day, null, null);
    }

    /**
     * The point in time.
     *
     * @return empty when the page gives no offset
     */
    public Optional<Instant> instant() {
        return offset == null ? Optional.empty() : Optional.of(day.atTime(time).toInstant(offset));
    }

    /** ISO 8601, as much of it as is known. */
    @Override
    public String toString() {
        if (time == null) {
            return day.toString();
        }
        return day.atTime(time) + (offset == null ? "" : offset.getId());
    }
}
