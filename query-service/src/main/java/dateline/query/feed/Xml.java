package dateline.query.feed;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML document in the making. What XML 1.0 cannot hold is replaced, everything else is escaped. */
final class Xml {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    /** A step that may fail only by a fault of ours. */
    private interface Step {
        void run() throws XMLStreamException;
    }

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;

    Xml() {
        try {
            out = FACTORY.createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens an element; {@code attributes} are names and values in turn, an attribute without a value is left out. */
    Xml open(String name, String... attributes) {
        run(() -> {
            out.writeStartElement(name);
            attributes(attributes);
        });
        return this;
    }

    Xml close() {
        run(out::writeEndElement);
        return this;
    }

    /** An element with text. */
    Xml element(String name, String content, String... attributes) {
        open(name, attributes);
        run(() -> out.writeCharacters(clean(content)));
        return close();
    }

    /** An element without content. */
    Xml empty(String name, String... attributes) {
        run(() -> {
            out.writeEmptyElement(name);
            attributes(attributes);
        });
        return this;
    }

    /** The document, all elements closed. */
    String end() {
        run(out::writeEndDocument);
        return text.toString();
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                out.writeAttribute(attributes[i], clean(attributes[i + 1]));
            }
        }
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The text with each character replaced by U+FFFD that is not one of XML 1.0, section 2.2. A carriage return is one, but no
     * parser would give it back: it becomes a line feed.
     */
    static String clean(String text) {
        if (text.codePoints().allMatch(Xml::kept)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .forEach(point -> clean.appendCodePoint(kept(point) ? point : 0xFFFD));
        return clean.toString();
    }

    private static boolean kept(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
