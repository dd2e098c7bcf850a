package dateline.query.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dateline.query.document.Document;
import dateline.query.document.Documents;
import dateline.query.search.Cursor;
import dateline.query.search.Matches;
import dateline.query.search.SearchRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes all matches of a search, the newest first. It goes on from one position to the next in short transactions: a reader that
 * takes its time holds no transaction and no connection, and however many rows there are, few are in memory.
 */
@ApplicationScoped
class Exporter {

    private final Matches matches;
    private final Documents documents;
    private final ExportConfig config;

    Exporter(Matches matches, Documents documents, ExportConfig config) {
        this.matches = matches;
        this.documents = documents;
        this.config = config;
    }

    /**
     * The first positions of an export; a search that cannot be understood fails here, before anything was written.
     *
     * @param request the search; its limit is how many rows are wanted
     */
    List<Cursor> begin(SearchRequest request) {
        return matches.newest(limited(request, Math.min(request.limit(), config.positions())));
    }

    /**
     * Writes the rows.
     *
     * @param first what {@link #begin} found
     * @throws IOException when the reader has gone
     */
    void write(SearchRequest request, List<Cursor> first, Format format, OutputStream out) throws IOException {
        out.write(format.header().getBytes(UTF_8));
        int left = request.limit();
        List<Cursor> positions = first;
        while (!positions.isEmpty()) {
            for (int from = 0; from < positions.size(); from += config.chunk()) {
                writeChunk(positions.subList(from, Math.min(from + config.chunk(), positions.size())), format, out);
            }
            left -= positions.size();
            int asked = Math.min(left, config.positions());
            positions = asked == 0
                    ? List.of()
                    : matches.newest(limited(request.after(positions.get(positions.size() - 1)), asked));
        }
        out.flush();
    }

    private void writeChunk(List<Cursor> chunk, Format format, OutputStream out) throws IOException {
        StringBuilder rows = new StringBuilder(chunk.size() * 4096);
        if (format == Format.NDJSON) {
            // As the table has them: they need not be understood.
            documents.lines(chunk).forEach(line -> rows.append(line).append('\n'));
        } else {
            for (Document release : documents.at(chunk)) {
                rows.append(
                        format == Format.CSV
                                ? Csv.row(release)
                                : Ninjs.of(release).toString() + "\n");
            }
        }
        out.write(rows.toString().getBytes(UTF_8));
    }

    private static SearchRequest limited(SearchRequest request, int limit) {
        return new SearchRequest(
                request.text(),
                request.filters(),
                request.from(),
                request.to(),
                request.order(),
                limit,
                request.cursor());
    }
}
