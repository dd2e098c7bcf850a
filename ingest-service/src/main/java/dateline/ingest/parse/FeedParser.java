package dateline.ingest.parse;

import dateline.ingest.parse.text.Decoder;
import java.util.List;
import org.jdom2.Document;

/**
 * Reads a feed of any of the {@link FeedFormat formats}. Stateless and safe for use by any number of threads.
 *
 * <p>The bytes are decoded first ({@link Decoder}). Then each format takes its road:
 *
 * <ul>
 *   <li>RSS 0.91 to 2.0 and Atom, nearly all feeds there are, are read in one pass by {@link XmlFeedReader}, our own: the
 *       general road through a tree and ROME is many times slower, and ROME drops what publishers put beside the format.
 *   <li>The RDF formats, RSS 0.90 and 1.0, go through ROME over a prepared document ({@link RdfFeedReader}): rare, and
 *       defined by modules that ROME knows. RDF whose tags do not balance, or that ROME refuses, takes the first road.
 *   <li>JSON Feed is read item by item with Jackson ({@link JsonFeedReader}).
 * </ul>
 */
public final class FeedParser {

    /** The largest document that is read, in bytes; the largest real feeds have a tenth of it. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    /** RDF beyond this many characters is not built as a tree but read in one pass, to bound the memory it takes. */
    private static final int RDF_LIMIT = 4 * 1024 * 1024;

    /**
     * Reads a document.
     *
     * @param body the bytes as fetched, after content decoding
     * @param context where they came from and how they were labelled
     * @return the feed, or why there is none; a document never makes this method throw
     */
    public ParseOutcome parse(byte[] body, FeedContext context) {
        if (body.length > MAX_BYTES) {
            return new ParseFailure(
                    FailureReason.TOO_LARGE, body.length + " bytes, more than " + MAX_BYTES, Position.START, List.of());
        }
        Decoder.Decoded text = Decoder.decode(body, context.contentType().orElse(null));
        RepairLog repairs = new RepairLog();
        if (text.relabelled()) {
            repairs.add(Repair.Kind.ENCODING_LABEL, 0);
        }
        if (text.malformed() > 0) {
            repairs.add(Repair.Kind.MALFORMED_BYTES, 0, text.malformed());
        }
        if (text.controls() > 0) {
            repairs.add(Repair.Kind.CONTROL_CHARACTER, 0, text.controls());
        }
        int first = 0;
        while (first < text.length() && text.units()[first] <= ' ') {
            first++;
        }
        if (first == text.length()) {
            return new ParseFailure(FailureReason.EMPTY, "nothing but white space", Position.START, List.of());
        }
        char opening = text.units()[first];
        if (opening == '{' || opening == '[') {
            return new JsonFeedReader(text, repairs, context).read();
        }
        return readXml(text, repairs, context);
    }

    private static ParseOutcome readXml(Decoder.Decoded text, RepairLog repairs, FeedContext context) {
        String base = context.baseUrl().toString();
        String language = XmlFeedReader.headerLanguage(context.contentLanguage().orElse(null));
        if (text.length() <= RDF_LIMIT
                && PreparedDocument.isRdf(new XmlScanner(text.units(), text.length(), new RepairLog()))) {
            Document document = PreparedDocument.of(new XmlScanner(text.units(), text.length(), repairs));
            RdfFeedReader rdf = new RdfFeedReader(base, language, text.hasC1());
            if (document != null && rdf.read(document)) {
                return new ParsedFeed(
                        rdf.format(),
                        text.charset(),
                        rdf.feed(),
                        rdf.entries(),
                        repairs.toList(text.units(), text.length()));
            }
        }
        XmlScanner scanner = new XmlScanner(text.units(), text.length(), repairs);
        XmlFeedReader reader = new XmlFeedReader(scanner, repairs, base, language, text.hasC1());
        reader.read();
        List<Repair> applied = repairs.toList(text.units(), text.length());
        if (reader.format() == null) {
            return reader.isHtml()
                    ? new ParseFailure(FailureReason.HTML_PAGE, "an HTML page, not a feed", Position.START, applied)
                    : new ParseFailure(
                            FailureReason.NOT_A_FEED, "no rss, feed or rdf element", Position.START, applied);
        }
        if (reader.isBlank()) {
            Position end = RepairLog.position(text.units(), text.length());
            return new ParseFailure(FailureReason.BROKEN, "the document ends before any entry", end, applied);
        }
        return new ParsedFeed(reader.format(), text.charset(), reader.feed(), reader.entries(), applied);
    }
}
