package dateline.ingest.parse;

import dateline.ingest.parse.text.Chars;
import dateline.ingest.parse.text.HtmlReferences;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A pull scanner for XML that forgives. It never fails: what is no markup is text, what is not closed ends with the
 * document, and every such decision is noted. It resolves nothing outside of the document: a document type declaration is
 * skipped, and of its entities only short literal ones are kept, so that neither external entities nor entity bombs exist
 * here. All structures are bounded by the document's own length.
 *
 * <p>This file is one state machine over one array and longer than most for it: splitting it would cost the speed that it
 * is here for.
 */
final class XmlScanner {

    /** What {@link #next()} found. */
    enum Event {
        START,
        END,
        TEXT,
        END_OF_DOCUMENT
    }

    private static final int NAME_SLOTS = 1024;
    private static final int LONGEST_NAME = 200;
    /** Longer entity values, and values with references in them, are not expanded: that is how bombs are built. */
    private static final int LONGEST_ENTITY = 64;

    private static final int ENTITY_LIMIT = 1000;
    /** More attributes than any element of a feed has; further ones are ignored. */
    private static final int ATTRIBUTE_LIMIT = 64;

    private final char[] in;
    private final int to;
    private final RepairLog repairs;
    private final XmlName[] names = new XmlName[NAME_SLOTS];
    private int nameCount;
    private Map<String, String> entities = Map.of();
    private int pos;

    private int eventFrom;
    private XmlName name;
    private boolean selfClosing;
    private int textFrom;
    private int textTo;
    private boolean cdata;
    private boolean hasC1;
    // From the first search that found none on, there is none: hostile text must not make every tag search again.
    private boolean noSectionEnd;
    private boolean noCommentEnd;
    private boolean noDoubleQuote;
    private boolean noSingleQuote;

    private XmlName[] attributeNames = new XmlName[8];
    private int[] valueFrom = new int[8];
    private int[] valueTo = new int[8];
    private int attributeCount;
    private final Chars value = new Chars(128);

    XmlScanner(char[] in, int length, RepairLog repairs) {
        this.in = in;
        this.to = length;
        this.repairs = repairs;
    }

    /** Moves to the next event. */
    Event next() {
        while (pos < to) {
            eventFrom = pos;
            if (in[pos] != '<' || !beginsMarkup(pos)) {
                return text();
            }
            char next = in[pos + 1];
            if (next == '/') {
                return end();
            }
            if (next == '?') {
                pos = afterInstruction();
            } else if (next != '!') {
                return start();
            } else if (startsWith("<!--", pos)) {
                pos = afterComment();
            } else if (startsWith("<![CDATA[", pos)) {
                int close = noSectionEnd ? -1 : indexOf("]]>", pos + 9);
                noSectionEnd = close < 0;
                if (close >= 0) {
                    textFrom = pos + 9;
                    textTo = close;
                    cdata = true;
                    pos = close + 3;
                    return Event.TEXT;
                }
                repairs.add(Repair.Kind.CUT_OFF, pos);
                pos += 9;
            } else {
                doctype();
            }
        }
        eventFrom = to;
        return Event.END_OF_DOCUMENT;
    }

    /** The name of the element that starts or ends. */
    XmlName name() {
        return name;
    }

    /** Whether the element that starts also ends here. */
    boolean isSelfClosing() {
        return selfClosing;
    }

    /** The index at which the last event begins. */
    int index() {
        return eventFrom;
    }

    /** Whether any reference so far named a C1 control character. */
    boolean hasC1() {
        return hasC1;
    }

    int attributeCount() {
        return attributeCount;
    }

    XmlName attributeName(int index) {
        return attributeNames[index];
    }

    /** The value of an attribute, references decoded, line breaks as spaces. */
    String attributeValue(int index) {
        value.clear();
        decode(valueFrom[index], valueTo[index], false, value);
        for (int i = 0; i < value.length(); i++) {
            if (value.array()[i] < ' ') {
                value.array()[i] = ' ';
            }
        }
        return value.toString();
    }

    /** The value of the attribute of a local name without a prefix, null when there is none. */
    String attribute(String local) {
        for (int i = 0; i < attributeCount; i++) {
            if (attributeNames[i].prefix().isEmpty()
                    && attributeNames[i].local().equals(local)) {
                return attributeValue(i);
            }
        }
        return null;
    }

    /** Whether the text is only white space. */
    boolean isBlank() {
        for (int i = textFrom; i < textTo; i++) {
            if (in[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    /**
     * Appends the text that was found, references decoded.
     *
     * @param escape whether to write it so that an HTML reader sees the same text
     */
    void appendText(Chars out, boolean escape) {
        if (cdata) {
            if (escape) {
                escape(textFrom, textTo, out);
            } else {
                out.append(in, textFrom, textTo);
            }
        } else {
            decode(textFrom, textTo, escape, out);
        }
    }

    private Event text() {
        textFrom = pos;
        cdata = false;
        while (pos < to) {
            if (in[pos] == '<') {
                if (beginsMarkup(pos)) {
                    break;
                }
                repairs.add(Repair.Kind.BARE_LESS_THAN, pos);
            }
            pos++;
        }
        textTo = pos;
        return Event.TEXT;
    }

    private boolean beginsMarkup(int at) {
        if (at + 1 >= to) {
            return false;
        }
        char next = in[at + 1];
        return isNameStart(next)
                || next == '?'
                || (next == '/' && at + 2 < to && (isNameStart(in[at + 2]) || in[at + 2] == '>'))
                || (next == '!'
                        && at + 2 < to
                        && (in[at + 2] == '['
                                ? startsWith("<![CDATA[", at)
                                : in[at + 2] == '-' ? startsWith("<!--", at) : isNameStart(in[at + 2])));
    }

    private static boolean isNameStart(char unit) {
        return (unit >= 'a' && unit <= 'z')
                || (unit >= 'A' && unit <= 'Z')
                || unit == '_'
                || unit == ':'
                || unit >= 0xc0;
    }

    private Event start() {
        int from = pos + 1;
        int end = from;
        while (end < to && in[end] > ' ' && in[end] != '>' && in[end] != '/' && in[end] != '<') {
            end++;
        }
        name = intern(from, end);
        attributeCount = 0;
        selfClosing = false;
        pos = end;
        attributes();
        return Event.START;
    }

    /** Reads attributes up to and with the end of the tag. */
    private void attributes() {
        while (pos < to) {
            char unit = in[pos];
            if (unit <= ' ') {
                pos++;
            } else if (unit == '>') {
                pos++;
                return;
            } else if (unit == '/') {
                pos++;
                if (pos < to && in[pos] == '>') {
                    selfClosing = true;
                    pos++;
                    return;
                }
            } else if (unit == '<') {
                repairs.add(Repair.Kind.MALFORMED_ATTRIBUTE, pos);
                return;
            } else {
                attribute();
            }
        }
        repairs.add(Repair.Kind.CUT_OFF, to);
    }

    private void attribute() {
        int from = pos;
        while (pos < to && in[pos] > ' ' && in[pos] != '=' && in[pos] != '>' && in[pos] != '/' && in[pos] != '<') {
            pos++;
        }
        int end = pos;
        if (pos == from) {
            pos++;
            return;
        }
        skipSpace();
        int at = pos;
        int stop = pos;
        if (pos < to && in[pos] == '=') {
            pos++;
            skipSpace();
            char quote = pos < to ? in[pos] : 0;
            if (quote == '"' || quote == '\'') {
                at = ++pos;
                boolean closed = quote == '"' ? !noDoubleQuote : !noSingleQuote;
                while (closed && pos < to && in[pos] != quote) {
                    pos++;
                }
                if (!closed || pos == to) {
                    noDoubleQuote |= quote == '"';
                    noSingleQuote |= quote == '\'';
                    // The quote is missing: the value ends with the tag.
                    repairs.add(Repair.Kind.MALFORMED_ATTRIBUTE, at);
                    pos = at;
                    while (pos < to && in[pos] != '>') {
                        pos++;
                    }
                    stop = pos;
                } else {
                    stop = pos++;
                }
            } else {
                repairs.add(Repair.Kind.MALFORMED_ATTRIBUTE, pos);
                at = pos;
                while (pos < to && in[pos] > ' ' && in[pos] != '>' && !(in[pos] == '/' && endsTag(pos + 1))) {
                    pos++;
                }
                stop = pos;
            }
        } else {
            repairs.add(Repair.Kind.MALFORMED_ATTRIBUTE, from);
        }
        if (attributeCount == ATTRIBUTE_LIMIT) {
            repairs.add(Repair.Kind.LIMIT, from);
            return;
        }
        if (attributeCount == attributeNames.length) {
            attributeNames = Arrays.copyOf(attributeNames, attributeCount * 2);
            valueFrom = Arrays.copyOf(valueFrom, attributeCount * 2);
            valueTo = Arrays.copyOf(valueTo, attributeCount * 2);
        }
        attributeNames[attributeCount] = intern(from, end);
        valueFrom[attributeCount] = at;
        valueTo[attributeCount++] = stop;
    }

    private boolean endsTag(int index) {
        return index < to && in[index] == '>';
    }

    private void skipSpace() {
        while (pos < to && in[pos] <= ' ') {
            pos++;
        }
    }

    private Event end() {
        int from = pos + 2;
        int end = from;
        while (end < to && in[end] > ' ' && in[end] != '>' && in[end] != '<') {
            end++;
        }
        name = intern(from, end);
        pos = end;
        while (pos < to && in[pos] != '>' && in[pos] != '<') {
            pos++;
        }
        if (pos < to && in[pos] == '>') {
            pos++;
        }
        return Event.END;
    }

    private XmlName intern(int from, int end) {
        int stop = Math.min(end, from + LONGEST_NAME);
        int hash = 0;
        for (int i = from; i < stop; i++) {
            hash = hash * 31 + in[i];
        }
        int slot = (hash ^ (hash >>> 10)) & (NAME_SLOTS - 1);
        while (names[slot] != null) {
            if (isAt(names[slot].raw(), from, stop)) {
                return names[slot];
            }
            slot = (slot + 1) & (NAME_SLOTS - 1);
        }
        XmlName fresh = XmlName.of(new String(in, from, stop - from));
        if (nameCount < NAME_SLOTS / 2) {
            names[slot] = fresh;
            nameCount++;
        }
        return fresh;
    }

    private boolean isAt(String text, int from, int end) {
        if (text.length() != end - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != in[from + i]) {
                return false;
            }
        }
        return true;
    }

    private int afterComment() {
        int close = noCommentEnd ? -1 : indexOf("-->", pos + 4);
        noCommentEnd = close < 0;
        if (close >= 0) {
            return close + 3;
        }
        repairs.add(Repair.Kind.CUT_OFF, pos);
        return after('>', pos + 4);
    }

    private int afterInstruction() {
        int first = after('>', pos + 2);
        if (first == to || in[first - 2] == '?') {
            return first;
        }
        for (int i = pos + 2; i + 1 < to && in[i] != '<'; i++) {
            if (in[i] == '?' && in[i + 1] == '>') {
                return i + 2;
            }
        }
        return first;
    }

    private int after(char unit, int from) {
        int index = from;
        while (index < to && in[index] != unit) {
            index++;
        }
        return Math.min(to, index + 1);
    }

    /** Skips a document type declaration and keeps its short literal entities. */
    private void doctype() {
        repairs.add(Repair.Kind.DOCTYPE, pos);
        int index = pos + 2;
        boolean subset = false;
        while (index < to) {
            char unit = in[index];
            if (unit == '"' || unit == '\'') {
                int close = after(unit, index + 1);
                // An unmatched quote must not swallow the document.
                index = close == to ? index + 1 : close;
            } else if (unit == '[') {
                subset = true;
                index++;
            } else if (unit == ']') {
                subset = false;
                index++;
            } else if (unit == '>' && !subset) {
                index++;
                break;
            } else if (subset && startsWith("<!ENTITY", index)) {
                index = entity(index + 8);
            } else if (subset && startsWith("<!--", index)) {
                int close = indexOf("-->", index + 4);
                index = close < 0 ? index + 4 : close + 3;
            } else {
                index++;
            }
        }
        pos = index;
    }

    private int entity(int from) {
        int index = from;
        while (index < to && in[index] <= ' ') {
            index++;
        }
        int nameFrom = index;
        while (index < to && in[index] > ' ') {
            index++;
        }
        String entity = new String(in, nameFrom, Math.min(index - nameFrom, LONGEST_NAME));
        while (index < to && in[index] <= ' ') {
            index++;
        }
        if (index < to && (in[index] == '"' || in[index] == '\'')) {
            int close = after(in[index], index + 1) - 1;
            if (close - index - 1 <= LONGEST_ENTITY && entities.size() < ENTITY_LIMIT) {
                Chars text = new Chars(LONGEST_ENTITY);
                boolean literal = true;
                for (int i = index + 1; i < close; ) {
                    if (in[i] == '&' && !(i + 1 < close && in[i + 1] == '#')) {
                        literal = false;
                        break;
                    }
                    if (in[i] == '&') {
                        i = HtmlReferences.decode(in, i, close, false, text);
                    } else {
                        text.append(in[i++]);
                    }
                }
                if (literal) {
                    if (entities.isEmpty()) {
                        entities = new HashMap<>();
                    }
                    entities.putIfAbsent(entity, text.toString());
                }
            }
            index = close + 1;
        }
        // What an external entity names is skipped with its quotes.
        return index;
    }

    private void decode(int from, int end, boolean escape, Chars out) {
        int index = from;
        while (index < end) {
            int run = index;
            while (index < end && in[index] != '&') {
                index++;
            }
            if (escape) {
                escape(run, index, out);
            } else {
                out.append(in, run, index);
            }
            if (index < end) {
                int mark = out.length();
                index = reference(index, end, out);
                if (escape) {
                    escapeTail(mark, out);
                }
            }
        }
    }

    /** Decodes the reference at an ampersand; an ampersand that begins none is text. */
    private int reference(int at, int end, Chars out) {
        int index = at + 1;
        if (index < end && in[index] == '#') {
            return number(at, end, out);
        }
        while (index < end && index - at <= LONGEST_NAME && isNamePart(in[index])) {
            index++;
        }
        if (index == at + 1 || index >= end || in[index] != ';') {
            repairs.add(Repair.Kind.BARE_AMPERSAND, at);
            out.append('&');
            return at + 1;
        }
        int length = index - at - 1;
        char first = in[at + 1];
        if (length == 2 && in[at + 2] == 't' && (first == 'l' || first == 'g')) {
            out.append(first == 'l' ? '<' : '>');
            return index + 1;
        }
        if (length == 3 && first == 'a' && in[at + 2] == 'm' && in[at + 3] == 'p') {
            out.append('&');
            return index + 1;
        }
        String entity = new String(in, at + 1, length);
        String text = entity.equals("quot") ? "\"" : entity.equals("apos") ? "'" : entities.get(entity);
        if (text == null) {
            repairs.add(Repair.Kind.UNDEFINED_ENTITY, at);
            text = HtmlReferences.namedInXml(entity);
        }
        if (text == null) {
            out.append('&');
            return at + 1;
        }
        out.append(text);
        return index + 1;
    }

    private static boolean isNamePart(char unit) {
        return isNameStart(unit) || (unit >= '0' && unit <= '9') || unit == '-' || unit == '.';
    }

    private int number(int at, int end, Chars out) {
        int index = at + 2;
        boolean hexadecimal = index < end && (in[index] | 0x20) == 'x';
        if (hexadecimal) {
            index++;
        }
        int digits = index;
        long code = 0;
        while (index < end) {
            int digit = in[index] > 'f' ? -1 : Character.digit(in[index], hexadecimal ? 16 : 10);
            if (digit < 0) {
                break;
            }
            code = Math.min(code * (hexadecimal ? 16 : 10) + digit, Integer.MAX_VALUE);
            index++;
        }
        if (index == digits) {
            repairs.add(Repair.Kind.BARE_AMPERSAND, at);
            out.append('&');
            return at + 1;
        }
        if (index < end && in[index] == ';') {
            index++;
        }
        boolean allowed = code == '\t'
                || code == '\n'
                || code == '\r'
                || (code >= ' '
                        && code <= Character.MAX_CODE_POINT
                        && (code < 0xd800 || code > 0xdfff)
                        && code != 0xfffe
                        && code != 0xffff);
        if (allowed) {
            hasC1 |= code >= 0x80 && code <= 0x9f;
            out.appendCodePoint((int) code);
        } else {
            repairs.add(Repair.Kind.CONTROL_CHARACTER, at);
        }
        return index;
    }

    private void escape(int from, int end, Chars out) {
        int run = from;
        for (int i = from; i < end; i++) {
            char unit = in[i];
            if (unit == '&' || unit == '<' || unit == '>') {
                out.append(in, run, i);
                out.append(unit == '&' ? "&amp;" : unit == '<' ? "&lt;" : "&gt;");
                run = i + 1;
            }
        }
        out.append(in, run, end);
    }

    private static void escapeTail(int mark, Chars out) {
        String tail = new String(out.array(), mark, out.length() - mark);
        out.truncate(mark);
        out.append(escaped(tail));
    }

    /** A text as HTML shows it. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private boolean startsWith(String text, int at) {
        if (at + text.length() > to) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char unit = in[at + i];
            if (unit != text.charAt(i) && Character.toUpperCase(unit) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int indexOf(String text, int from) {
        int last = to - text.length();
        char first = text.charAt(0);
        for (int i = from; i <= last; i++) {
            if (in[i] == first && startsWith(text, i)) {
                return i;
            }
        }
        return -1;
    }
}
