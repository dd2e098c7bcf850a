package dateline.ingest.parse;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCSubject;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import dateline.ingest.parse.html.HtmlSanitiser;
import dateline.ingest.parse.html.Links;
import dateline.ingest.parse.text.Chars;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdom2.Attribute;
import org.jdom2.Content;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.Text;
import org.jdom2.filter.ElementFilter;

/**
 * Reads the RDF formats, RSS 0.90 and 1.0, with ROME over a {@link PreparedDocument}. ROME's values come first: title,
 * link, description and identity of channel and items, and Dublin Core. Then the tree fills in what ROME drops or loses:
 * markup inside of text, dates that it cannot read, {@code xml:base} and {@code xml:lang}, the elements of Atom and of all
 * other vocabularies.
 */
final class RdfFeedReader {

    private final String base;
    private final String headerLanguage;
    private final FeedDraft feed = new FeedDraft();
    private final List<EntryDraft> entries = new ArrayList<>();
    private final Texts texts = new Texts();
    private final Capture capture = new Capture();
    private final FieldWriter writer;
    private Element element;
    private FeedFormat format;

    RdfFeedReader(String base, String headerLanguage, boolean hasC1) {
        this.base = base;
        this.headerLanguage = headerLanguage;
        this.writer = new FieldWriter(name -> element.getAttributeValue(name), () -> hasC1);
    }

    /**
     * Reads a prepared document.
     *
     * @return whether ROME could read it and saw all items; if not, this reader has nothing to say
     */
    boolean read(Document document) {
        Channel channel;
        try {
            channel = (Channel) new WireFeedInput(false, Locale.ROOT).build(document);
        } catch (FeedException | RuntimeException e) {
            // ROME gives up with exceptions of any kind; the caller has another road.
            return false;
        }
        Element root = document.getRootElement();
        List<Element> items = root.getChildren("item", PreparedDocument.RSS);
        Element channelElement = root.getChild("channel", PreparedDocument.RSS);
        boolean itemsElsewhere = channelElement != null
                && channelElement
                        .getDescendants(new ElementFilter("item", PreparedDocument.RSS))
                        .hasNext();
        if (channelElement == null
                || itemsElsewhere
                || items.size() != channel.getItems().size()) {
            return false;
        }
        boolean netscape = Boolean.parseBoolean(root.getAttributeValue(PreparedDocument.NETSCAPE));
        format = netscape ? FeedFormat.RSS_090 : FeedFormat.RSS_10;
        String rootBase = base(base, root);
        String rootLanguage = language(null, root);
        channel(channel, channelElement, base(rootBase, channelElement), language(rootLanguage, channelElement));
        for (int i = 0; i < items.size(); i++) {
            Element item = items.get(i);
            EntryDraft entry = new EntryDraft();
            String language = language(rootLanguage, item);
            entry.elementLanguage(language);
            item(channel.getItems().get(i), item, entry, base(rootBase, item), language);
            fields(item, entry, base(rootBase, item), language);
            entries.add(entry);
        }
        return true;
    }

    FeedFormat format() {
        return format;
    }

    Feed feed() {
        return feed.toFeed(headerLanguage);
    }

    List<Entry> entries() {
        String language = feed.language(headerLanguage);
        return entries.stream().map(draft -> draft.toEntry(List.of(), language)).toList();
    }

    private void channel(Channel channel, Element source, String channelBase, String language) {
        feed.elementLanguage(language);
        feed.id(source.getAttributeValue("about", PreparedDocument.RDF));
        feed.title(line(plain(source, "title", channel.getTitle())), 0);
        feed.link(Links.absolute(channelBase, channel.getLink()), 0);
        feed.description(body(plain(source, "description", channel.getDescription()), channelBase), 0);
        fields(source, null, channelBase, language);
    }

    private void item(Item item, Element source, EntryDraft entry, String itemBase, String language) {
        entry.id(blankToNull(source.getAttributeValue("about", PreparedDocument.RDF)), 2, false);
        entry.title(line(plain(source, "title", item.getTitle())), 0, language(language, source, "title"));
        entry.link(Links.absolute(itemBase, item.getLink()), 0);
        if (item.getDescription() != null) {
            String description =
                    plain(source, "description", item.getDescription().getValue());
            entry.summary(body(description, itemBase), 0, language(language, source, "description"));
        }
        if (item.getModule(DCModule.URI) instanceof DCModule dublinCore) {
            dublinCore.getCreators().forEach(creator -> entry.author(FieldWriter.author(line(creator)), 0));
            for (DCSubject subject : dublinCore.getSubjects()) {
                entry.category(line(subject.getValue()), subject.getTaxonomyUri());
            }
            entry.rights(line(dublinCore.getRights()), 1);
        }
    }

    /** ROME takes only the text right inside of an element; where that is not all, the tree must be asked. */
    private static String plain(Element parent, String local, String value) {
        Element child = parent.getChild(local, PreparedDocument.RSS);
        boolean isWhole = child != null
                && child.getChildren().isEmpty()
                && child.getAttribute("base", Namespace.XML_NAMESPACE) == null;
        return isWhole ? value : null;
    }

    private void fields(Element parent, EntryDraft entry, String outerBase, String outerLanguage) {
        for (Element child : parent.getChildren()) {
            Vocabulary vocabulary = PreparedDocument.vocabulary(child);
            Field field = vocabulary.field(child.getName());
            String childBase = base(outerBase, child);
            String childLanguage = language(outerLanguage, child);
            switch (field.kind()) {
                case GROUP -> fields(child, entry, childBase, childLanguage);
                case PERSON -> {
                    Author author = person(child, childBase);
                    if (entry == null) {
                        feed.author(author);
                    } else {
                        entry.author(author, 0);
                    }
                }
                case IMAGE -> {
                    Element url = child.getChild("url", PreparedDocument.RSS);
                    if (entry == null && url != null) {
                        feed.imageUrl(Links.absolute(childBase, url.getText()));
                    }
                }
                case SKIP_HOURS, SKIP_DAYS -> fields(child, entry, childBase, childLanguage);
                case CHANNEL, ITEM, SOURCE, NAME, EMAIL, URI, NOTHING -> {}
                default -> field(field, vocabulary, child, entry, childBase, childLanguage);
            }
        }
    }

    private void field(
            Field field,
            Vocabulary vocabulary,
            Element child,
            EntryDraft entry,
            String childBase,
            String childLanguage) {
        element = child;
        Texts.Kind kind = vocabulary == Vocabulary.ATOM && field.isRich()
                ? Texts.ofAtom(child.getAttributeValue("type"), child.getAttributeValue("mode"))
                : vocabulary == Vocabulary.XHTML ? Texts.Kind.MARKUP : Texts.Kind.RSS;
        boolean mixed = field.isRich() && !child.getChildren().isEmpty();
        if (mixed && kind == Texts.Kind.TEXT) {
            kind = Texts.Kind.MARKUP;
        }
        capture.begin(field, kind, 1);
        capture.base = childBase;
        capture.language = childLanguage;
        capture.atom = vocabulary == Vocabulary.ATOM;
        if (!writer.attributes(capture, vocabulary, feed, entry)) {
            markup(child, kind, false, childBase);
            writer.write(capture, feed, entry);
        }
        if (field.kind() == Field.Kind.CATEGORY_TREE) {
            fields(child, entry, childBase, childLanguage);
        }
    }

    /** Writes what an element holds as the sanitiser reads it; the depth is that of the prepared document. */
    private void markup(Element parent, Texts.Kind kind, boolean inside, String outerBase) {
        boolean escape = kind == Texts.Kind.MARKUP || (inside && kind != Texts.Kind.HTML);
        for (Content content : parent.getContent()) {
            if (content instanceof Text text) {
                capture.text.append(escape ? XmlScanner.escaped(text.getText()) : text.getText());
            } else if (content instanceof Element child) {
                String childBase = base(outerBase, child);
                capture.text.append("<" + child.getName());
                for (Attribute attribute : child.getAttributes()) {
                    if (attribute.getNamespacePrefix().isEmpty()) {
                        String value = attribute.getValue();
                        if (!childBase.equals(capture.base) && Capture.isLink(attribute.getName())) {
                            String absolute = Links.absolute(childBase, value);
                            value = absolute == null ? "" : absolute;
                        }
                        String escaped = XmlScanner.escaped(value).replace("\"", "&quot;");
                        capture.text.append(" " + attribute.getName() + "=\"" + escaped + "\"");
                    }
                }
                capture.text.append(">");
                markup(child, kind, true, childBase);
                if (!HtmlSanitiser.hasNoContent(child.getName())) {
                    capture.text.append("</" + child.getName() + ">");
                }
            }
        }
    }

    private Author person(Element person, String personBase) {
        String name = null;
        String email = null;
        String url = null;
        for (Element child : person.getChildren()) {
            String value = line(child.getText());
            switch (Vocabulary.ATOM.field(child.getName()).kind()) {
                case NAME -> name = value;
                case EMAIL -> email = value;
                case URI -> url = Links.absolute(personBase, value);
                default -> {}
            }
        }
        return name == null && email == null ? null : new Author(name, email, url);
    }

    private static String base(String outer, Element inner) {
        String reference = inner.getAttributeValue("base", Namespace.XML_NAMESPACE);
        return reference == null ? outer : Links.base(outer, reference);
    }

    private static String language(String outer, Element inner) {
        String language = inner.getAttributeValue("lang", Namespace.XML_NAMESPACE);
        return language == null ? outer : language.strip();
    }

    private static String language(String outer, Element parent, String local) {
        Element child = parent.getChild(local, PreparedDocument.RSS);
        return child == null ? outer : language(outer, child);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private String line(String value) {
        return value == null ? null : texts.line(chars(value), Texts.Kind.RSS);
    }

    private String body(String value, String bodyBase) {
        return value == null ? null : texts.body(chars(value), Texts.Kind.RSS, bodyBase);
    }

    private static Chars chars(String value) {
        Chars chars = new Chars(value.length() + 1);
        chars.append(value);
        return chars;
    }
}
