package dateline.ingest.parse;

import dateline.ingest.parse.text.Decoder;
import java.util.List;

/**
 * Reads a feed of any of the {@link FeedFormat formats}. Stateless and safe for use by any number of threads.
 *
 * <p>The bytes are decoded first ({@link Decoder}); then RSS and Atom take the road of {@link XmlFeedReader}, our own one-pass
 * reader, and JSON Feed that of {@link JsonFeedReader}.
 */
public final class FeedParser {

    /** The largest document that is read, in bytes; the largest real feeds have a tenth of it. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

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
        XmlScanner scanner = new XmlScanner(text.units(), text.length(), repairs);
        String language = XmlFeedReader.headerLanguage(context.contentLanguage().orElse(null));
        XmlFeedReader reader =
                new XmlFeedReader(scanner, repairs, context.baseUrl().toString(), language, text.hasC1());
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
