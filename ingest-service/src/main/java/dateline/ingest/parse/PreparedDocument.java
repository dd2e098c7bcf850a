package dateline.ingest.parse;

import dateline.ingest.parse.text.Chars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdom2.Attribute;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.Text;
import org.jdom2.Verifier;

/**
 * A document as ROME can read it, made of whatever the forgiving scanner finds: decoded, repaired, every namespace under
 * its proper name, the elements of RSS in lower case and in the namespace of RSS 1.0.
 */
final class PreparedDocument {

    static final Namespace RSS = Namespace.getNamespace("http://purl.org/rss/1.0/");
    static final Namespace RDF = Namespace.getNamespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

    /** An attribute of the root: whether the document is of Netscape's version, RSS 0.90. */
    static final String NETSCAPE = "netscape";

    private static final int DEPTH_LIMIT = 256;
    private static final Map<Vocabulary, Namespace> NAMESPACES = Map.of(
            Vocabulary.RSS, RSS,
            Vocabulary.RDF, RDF,
            Vocabulary.ATOM, Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom"),
            Vocabulary.DUBLIN_CORE, Namespace.getNamespace("dc", "http://purl.org/dc/elements/1.1/"),
            Vocabulary.CONTENT, Namespace.getNamespace("content", "http://purl.org/rss/1.0/modules/content/"),
            Vocabulary.SYNDICATION, Namespace.getNamespace("sy", "http://purl.org/rss/1.0/modules/syndication/"),
            Vocabulary.MEDIA, Namespace.getNamespace("media", "http://search.yahoo.com/mrss/"),
            Vocabulary.XHTML, Namespace.getNamespace("xhtml", "http://www.w3.org/1999/xhtml"),
            Vocabulary.XML, Namespace.XML_NAMESPACE);

    private record Binding(String prefix, Vocabulary vocabulary, int depth) {}

    private final XmlScanner scanner;
    private final List<Binding> bindings = new ArrayList<>();
    private final List<XmlName> open = new ArrayList<>();
    private Element current;
    private Element root;
    private int beyondLimit;
    private boolean unbalanced;

    private PreparedDocument(XmlScanner scanner) {
        this.scanner = scanner;
    }

    /** Whether the root element of a feed is that of RDF. */
    static boolean isRdf(XmlScanner scanner) {
        for (XmlScanner.Event event = scanner.next();
                event != XmlScanner.Event.END_OF_DOCUMENT;
                event = scanner.next()) {
            if (event == XmlScanner.Event.START) {
                switch (scanner.name().local()) {
                    case "rdf" -> {
                        return true;
                    }
                    case "rss", "feed", "channel", "html" -> {
                        return false;
                    }
                    default -> {}
                }
            }
        }
        return false;
    }

    /** Builds the document; null when it has no root element that is RDF, or tags that do not balance. */
    static Document of(XmlScanner scanner) {
        PreparedDocument document = new PreparedDocument(scanner);
        document.build();
        boolean sound = document.root != null && document.open.isEmpty() && !document.unbalanced;
        if (!sound) {
            return null;
        }
        if (document.root.getChild("channel", RSS) == null) {
            // ROME relies on it.
            document.root.addContent(new Element("channel", RSS));
        }
        return new Document(document.root);
    }

    private void build() {
        for (XmlScanner.Event event = scanner.next();
                event != XmlScanner.Event.END_OF_DOCUMENT;
                event = scanner.next()) {
            switch (event) {
                case START -> start();
                case END -> end();
                default -> text();
            }
        }
    }

    private void start() {
        XmlName name = scanner.name();
        if (beyondLimit > 0 || open.size() >= DEPTH_LIMIT) {
            beyondLimit += scanner.isSelfClosing() ? 0 : 1;
            return;
        }
        if (current == null && (root != null || !name.local().equals("rdf"))) {
            return;
        }
        bind();
        Element element = element(name);
        for (int i = 0; i < scanner.attributeCount(); i++) {
            attribute(element, i);
        }
        if (current == null) {
            root = element;
            // ROME recognises RSS 1.0 by this declaration.
            root.addNamespaceDeclaration(RSS);
            root.setAttribute(NETSCAPE, String.valueOf(isNetscape(scanner)));
        } else {
            current.addContent(element);
        }
        if (!scanner.isSelfClosing()) {
            open.add(name);
            current = element;
        } else {
            unbind();
        }
    }

    /** RSS 0.90 is RDF with a namespace of Netscape's. */
    static boolean isNetscape(XmlScanner scanner) {
        String namespace = scanner.attribute("xmlns");
        return namespace != null && namespace.contains("netscape.com");
    }

    private void bind() {
        for (int i = 0; i < scanner.attributeCount(); i++) {
            XmlName attribute = scanner.attributeName(i);
            boolean isDefault =
                    attribute.prefix().isEmpty() && attribute.local().equals("xmlns");
            if ((isDefault || attribute.prefix().equals("xmlns")) && bindings.size() < XmlFeedReader.BINDING_LIMIT) {
                Vocabulary vocabulary = Vocabulary.ofNamespace(scanner.attributeValue(i));
                bindings.add(new Binding(isDefault ? "" : attribute.local(), vocabulary, open.size()));
            }
        }
    }

    private void unbind() {
        while (!bindings.isEmpty() && bindings.get(bindings.size() - 1).depth() >= open.size()) {
            bindings.remove(bindings.size() - 1);
        }
    }

    private Element element(XmlName name) {
        if (current == null) {
            return new Element("RDF", RDF);
        }
        Vocabulary vocabulary = vocabulary(name.prefix());
        String local = Verifier.checkElementName(name.local()) == null ? name.local() : "unnamed";
        return new Element(local, NAMESPACES.getOrDefault(vocabulary, foreign(vocabulary)));
    }

    /** A namespace that ROME does not know, so that it leaves the element alone. */
    private static Namespace foreign(Vocabulary vocabulary) {
        return Namespace.getNamespace("x", "urn:vocabulary:" + vocabulary.name());
    }

    /** The vocabulary of an element of a prepared document. */
    static Vocabulary vocabulary(Element element) {
        for (Map.Entry<Vocabulary, Namespace> entry : NAMESPACES.entrySet()) {
            if (entry.getValue().equals(element.getNamespace())) {
                return entry.getKey();
            }
        }
        return Vocabulary.valueOf(element.getNamespaceURI().substring("urn:vocabulary:".length()));
    }

    private Vocabulary vocabulary(String prefix) {
        for (int i = bindings.size() - 1; i >= 0; i--) {
            if (bindings.get(i).prefix().equals(prefix)) {
                return bindings.get(i).vocabulary();
            }
        }
        return prefix.isEmpty() ? Vocabulary.RSS : Vocabulary.ofPrefix(prefix);
    }

    private void attribute(Element element, int index) {
        XmlName name = scanner.attributeName(index);
        if (name.prefix().equals("xmlns")
                || name.local().equals("xmlns")
                || Verifier.checkAttributeName(name.local()) != null) {
            return;
        }
        String value = legal(scanner.attributeValue(index));
        switch (name.prefix()) {
            case "" -> element.setAttribute(new Attribute(name.local(), value));
            case "xml" -> element.setAttribute(new Attribute(name.local(), value, Namespace.XML_NAMESPACE));
            default -> {
                if (name.local().equals("about")) {
                    element.setAttribute(new Attribute("about", value, RDF));
                }
            }
        }
    }

    private void end() {
        if (beyondLimit > 0) {
            beyondLimit--;
            return;
        }
        int last = open.size() - 1;
        if (last < 0 || !open.get(last).isClosedBy(scanner.name())) {
            unbalanced = true;
            return;
        }
        open.remove(last);
        current = current.getParentElement();
        unbind();
    }

    private void text() {
        if (current != null) {
            Chars text = new Chars(256);
            scanner.appendText(text, false);
            current.addContent(new Text(legal(text.toString())));
        }
    }

    /** JDOM takes only what XML allows; lone surrogates are all that can be left of anything else. */
    private static String legal(String text) {
        return Verifier.checkCharacterData(text) == null
                ? text
                : text.codePoints()
                        .filter(Verifier::isXMLCharacter)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
