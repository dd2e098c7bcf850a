package dateline.query.standing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.query.change.Change;
import dateline.query.document.Document;
import dateline.query.match.Lexemes;

/** A change that has come up, read only as far as somebody asks. Not for several threads at once. */
public final class Arrival {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Change change;
    private Lexemes lexemes;
    private Document document;

    /** A change that is to be held against searches. */
    public Arrival(Change change) {
        this.change = change;
    }

    /** What changed. */
    public Change change() {
        return change;
    }

    /** Its words and filter terms. */
    public Lexemes lexemes() {
        if (lexemes == null) {
            lexemes = change.lexemes();
        }
        return lexemes;
    }

    /** The release. */
    public Document document() {
        if (document == null) {
            try {
                document = new Document(JSON.readTree(change.event()), change.published());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the table holds an event that is not JSON", e);
            }
        }
        return document;
    }
}
