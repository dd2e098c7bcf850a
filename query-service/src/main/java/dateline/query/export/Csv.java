package dateline.query.export;

import dateline.query.document.Document;
import java.util.List;
import java.util.stream.Collectors;

/** Releases as rows of comma-separated values, RFC 4180. */
final class Csv {

    private static final List<String> COLUMNS = List.of(
            "id",
            "revision",
            "change",
            "published",
            "received",
            "title",
            "url",
            "source",
            "source name",
            "country",
            "language",
            "about",
            "mentions",
            "entities",
            "text");
    // The last four are full-width forms that some programs take for the first four.
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Csv() {}

    /** The row of column names. */
    static String header() {
        return line(COLUMNS);
    }

    /** The row of a release. */
    static String row(Document release) {
        return line(List.of(
                release.id(),
                Integer.toString(release.revision()),
                release.change(),
                release.published().toString(),
                release.received().toString(),
                release.title(),
                release.url().orElse(""),
                release.sourceId(),
                release.sourceName(),
                release.country().orElse(""),
                release.language().orElse(""),
                topics(release, "about"),
                topics(release, "mentions"),
                release.entities().stream().map(Document.Entity::name).collect(Collectors.joining("; ")),
                release.text()));
    }

    private static String topics(Document release, String rel) {
        return release.topics().stream()
                .filter(topic -> topic.rel().equals(rel))
                .map(Document.Topic::label)
                .collect(Collectors.joining("; "));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /**
     * A value in quotation marks. One that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP ("CSV
     * Injection") recommends; so does one that begins with an apostrophe, so that exactly one can be taken off again.
     */
    static String cell(String value) {
        boolean guarded = !value.isEmpty() && (FORMULA.indexOf(value.charAt(0)) >= 0 || value.charAt(0) == '\'');
        return "\"" + (guarded ? "'" : "") + value.replace("\"", "\"\"") + "\"";
    }
}
