package dateline.ingest.parse;

import dateline.ingest.parse.html.HtmlSanitiser;
import dateline.ingest.parse.html.Links;
import dateline.ingest.parse.text.Chars;

/** The element whose text is being read, and that text so far. One instance serves a whole parse. */
final class Capture {

    private static final int IDLE = -1;

    final Chars text = new Chars(4096);
    Field field;
    Texts.Kind kind;
    String base;
    String language;
    /** The attribute that the field needs besides its text: scheme, relation or permalink flag. */
    String detail;
    /** Whether the vocabulary of the element is Atom. */
    boolean atom;

    private int level = IDLE;
    private int children;

    void begin(Field newField, Texts.Kind newKind, int atLevel) {
        field = newField;
        kind = newKind;
        level = atLevel;
        children = 0;
        detail = null;
        text.clear();
    }

    void end() {
        level = IDLE;
    }

    boolean isActive() {
        return level != IDLE;
    }

    boolean isAt(int atLevel) {
        return level == atLevel;
    }

    int level() {
        return level;
    }

    /** Takes the text that the scanner has found. */
    void takeText(XmlScanner scanner) {
        // What is said to be HTML is HTML inside of elements too; elsewhere text inside of elements is just text.
        boolean markup = kind == Texts.Kind.MARKUP || (children > 0 && field.isRich() && kind != Texts.Kind.HTML);
        scanner.appendText(text, markup);
    }

    /** Writes the start tag of an element inside; of plain fields only its text counts. */
    void startChild(XmlScanner scanner, String outerBase) {
        if (!field.isRich()) {
            text.append(' ');
            children++;
            return;
        }
        if (kind == Texts.Kind.TEXT) {
            // Said to be text and yet markup: what came so far is text of that markup.
            String before = text.toString();
            text.clear();
            text.append(XmlScanner.escaped(before));
            kind = Texts.Kind.MARKUP;
        }
        children++;
        text.append('<');
        text.append(scanner.name().local());
        for (int i = 0; i < scanner.attributeCount(); i++) {
            XmlName attribute = scanner.attributeName(i);
            if (attribute.prefix().isEmpty()) {
                String value = scanner.attributeValue(i);
                if (!outerBase.equals(base) && isLink(attribute.local())) {
                    value = Links.absolute(outerBase, value);
                    value = value == null ? "" : value;
                }
                text.append(' ');
                text.append(attribute.local());
                text.append("=\"");
                text.append(XmlScanner.escaped(value).replace("\"", "&quot;"));
                text.append('"');
            }
        }
        text.append('>');
    }

    /** Writes the end tag of an element inside. */
    void endChild(XmlName name) {
        children--;
        if (!field.isRich()) {
            text.append(' ');
            return;
        }
        if (HtmlSanitiser.hasNoContent(name.local())) {
            return;
        }
        text.append("</");
        text.append(name.local());
        text.append('>');
    }

    static boolean isLink(String attribute) {
        return attribute.equals("href")
                || attribute.equals("src")
                || attribute.equals("cite")
                || attribute.equals("poster");
    }
}
