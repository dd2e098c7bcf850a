package dateline.ingest.parse;

import java.util.List;

/** What became of a document: a feed that was read, or the reason why none was. */
public sealed interface ParseOutcome permits ParsedFeed, ParseFailure {

    /**
     * The repairs that were applied before the document could be read, one element for each kind.
     *
     * @return an unmodifiable list, empty for a sound document
     */
    List<Repair> repairs();
}
