package dateline.ingest.parse;

/**
 * A place in a document.
 *
 * @param line the line, counted from 1
 * @param column the column in UTF-16 units of the decoded text, counted from 1
 */
public record Position(int line, int column) {

    /** The beginning of a document. */
    public static final Position START = new Position(1, 1);

    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("positions count from 1: " + line + ":" + column);
        }
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
