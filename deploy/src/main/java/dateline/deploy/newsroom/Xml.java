package dateline.deploy.newsroom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML document in the making: the JDK's writer, less wordy. */
final class Xml {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter writer;

    /** A part of a document. */
    interface Part {
        /** Writes the part. */
        void write(Xml xml) throws XMLStreamException;
    }

    private Xml() throws XMLStreamException {
        writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
    }

    /** The whole document, which declares itself to be UTF-8. */
    static String document(Part content) {
        try {
            Xml xml = new Xml();
            xml.writer.writeStartDocument("UTF-8", "1.0");
            content.write(xml);
            xml.writer.writeEndDocument();
            xml.writer.close();
            return xml.bytes.toString(StandardCharsets.UTF_8);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document that cannot be written", e);
        }
    }

    /** An element with content; names are written as given, prefix included. */
    Xml element(String name, Part content) throws XMLStreamException {
        writer.writeStartElement(name);
        content.write(this);
        writer.writeEndElement();
        return this;
    }

    /** An element with text. */
    Xml text(String name, String text) throws XMLStreamException {
        return element(name, xml -> xml.writer.writeCharacters(text));
    }

    /** An element whose text is a CDATA section; {@link Markup} leaves no {@code ]]>} in HTML. */
    Xml cdata(String name, String html) throws XMLStreamException {
        return element(name, xml -> xml.writer.writeCData(html));
    }

    /** An element without content; attributes follow in pairs of name and value. */
    Xml empty(String name, String... attributes) throws XMLStreamException {
        writer.writeEmptyElement(name);
        return attributes(attributes);
    }

    /** Attributes of the element just begun, in pairs of name and value. */
    Xml attributes(String... pairs) throws XMLStreamException {
        for (int i = 0; i < pairs.length; i += 2) {
            writer.writeAttribute(pairs[i], pairs[i + 1]);
        }
        return this;
    }

    /** Text within the element just begun. */
    Xml characters(String text) throws XMLStreamException {
        writer.writeCharacters(text);
        return this;
    }
}
