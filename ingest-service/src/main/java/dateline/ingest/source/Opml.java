package dateline.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Lists of feeds as OPML 2.0. Groups around a feed and its {@code category} become its tags, and the other way round. */
final class Opml {

    private static final int MAX_FEEDS = 100_000;
    private static final int MAX_DEPTH = 50;

    private Opml() {}

    /**
     * A feed in a list.
     *
     * @param url its address as written
     * @param name its name, or null
     * @param site its site as written, or null
     * @param tags its groups from the outermost inwards, then its categories
     * @param line where it ends in the document, from 1; 0 for one that is to be written
     */
    record Outline(String url, String name, String site, List<String> tags, int line) {

        Outline(String url, String name, String site, List<String> tags) {
            this(url, name, site, tags, 0);
        }
    }

    /**
     * Reads a list. No document type is read and no entity resolved; size and depth are bounded.
     *
     * @throws IllegalArgumentException with a sentence for a person when it is no OPML or over the bounds
     */
    static List<Outline> read(byte[] document) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            return outlines(xml);
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("This is no XML that can be read: " + oneLine(e.getMessage()), e);
        }
    }

    private static List<Outline> outlines(XMLStreamReader xml) throws XMLStreamException {
        List<Outline> feeds = new ArrayList<>();
        Deque<String> groups = new ArrayDeque<>(); // the innermost last; a feed itself is a group without a name
        boolean opml = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName().toLowerCase(Locale.ROOT);
                opml |= name.equals("opml");
                if (!opml) {
                    throw new IllegalArgumentException("This is no OPML: its root is '" + xml.getLocalName() + "'.");
                }
                if (name.equals("outline")) {
                    String group = outline(xml, groups, feeds);
                    if (feeds.size() > MAX_FEEDS || groups.size() >= MAX_DEPTH) {
                        throw new IllegalArgumentException("At most " + MAX_FEEDS + " feeds in groups nested "
                                + MAX_DEPTH + " deep are read from one list.");
                    }
                    groups.addLast(group);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equalsIgnoreCase("outline")) {
                groups.removeLast();
            }
        }
        return feeds;
    }

    private static String outline(XMLStreamReader xml, Deque<String> groups, List<Outline> feeds) {
        String url = attribute(xml, "xmlUrl");
        String text = attribute(xml, "title");
        if (text == null) {
            text = attribute(xml, "text");
        }
        if (url == null) {
            return text == null ? "" : text;
        }
        Set<String> tags = new LinkedHashSet<>();
        groups.stream().filter(group -> !group.isEmpty()).forEach(tags::add);
        String categories = attribute(xml, "category");
        if (categories != null) {
            for (String category : categories.split("[,/]", -1)) {
                if (!category.isBlank()) {
                    tags.add(category.strip());
                }
            }
        }
        int line = xml.getLocation().getLineNumber();
        feeds.add(new Outline(url, text, attribute(xml, "htmlUrl"), List.copyOf(tags), line));
        return "";
    }

    // Writers of OPML do not agree on the case of attribute names.
    private static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equalsIgnoreCase(name)) {
                String value = xml.getAttributeValue(i).strip();
                return value.isEmpty() ? null : value;
            }
        }
        return null;
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ").strip();
    }

    /** Writes a list: each feed in the group of its first tag, with all its tags as categories. */
    static byte[] write(List<Outline> feeds) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(document, UTF_8.name());
            xml.writeStartDocument(UTF_8.name(), "1.0");
            xml.writeStartElement("opml");
            xml.writeAttribute("version", "2.0");
            xml.writeStartElement("head");
            xml.writeStartElement("title");
            xml.writeCharacters("Dateline feeds");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("body");
            Map<String, List<Outline>> groups = new LinkedHashMap<>();
            feeds.forEach(feed -> groups.computeIfAbsent(
                            feed.tags().isEmpty() ? "" : feed.tags().get(0), group -> new ArrayList<>())
                    .add(feed));
            for (Map.Entry<String, List<Outline>> group : groups.entrySet()) {
                boolean named = !group.getKey().isEmpty();
                if (named) {
                    xml.writeStartElement("outline");
                    xml.writeAttribute("text", clean(group.getKey()));
                }
                for (Outline feed : group.getValue()) {
                    write(xml, feed);
                }
                if (named) {
                    xml.writeEndElement();
                }
            }
            xml.writeEndDocument();
            xml.close();
            return document.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
    }

    private static void write(XMLStreamWriter xml, Outline feed) throws XMLStreamException {
        xml.writeEmptyElement("outline");
        xml.writeAttribute("type", "rss");
        xml.writeAttribute("text", clean(feed.name()));
        xml.writeAttribute("title", clean(feed.name()));
        xml.writeAttribute("xmlUrl", feed.url());
        if (feed.site() != null) {
            xml.writeAttribute("htmlUrl", clean(feed.site()));
        }
        if (!feed.tags().isEmpty()) {
            xml.writeAttribute("category", clean(String.join(",", feed.tags())));
        }
    }

    // A feed's own title may hold characters that XML has no way to write.
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF) || (c & 0xFFFE) == 0xFFFE ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
