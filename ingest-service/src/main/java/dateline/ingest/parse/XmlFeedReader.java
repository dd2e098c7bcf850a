package dateline.ingest.parse;

import dateline.ingest.parse.html.Links;
import dateline.ingest.parse.text.Chars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads RSS and Atom in one pass over the scanner's events: where an element stands and what its vocabulary makes of it
 * decide which fact it is. Elements that mean nothing are skipped with all that they hold.
 *
 * <p>Tags are matched forgivingly: an end tag closes everything up to its element; one without an element is ignored,
 * unless it looks like the misspelt end of a plain field; an entry that begins inside an entry ends the first.
 *
 * <p>One state machine over one stack; it is longer than most files because of that.
 */
final class XmlFeedReader {

    private static final int DEPTH_LIMIT = 512;
    private static final int ENTRY_LIMIT = 20_000;
    /** More namespaces in scope than any feed declares; further ones are ignored. */
    static final int BINDING_LIMIT = 256;

    private enum Scope {
        DOCUMENT,
        ROOT,
        FEED,
        ENTRY,
        PERSON,
        SOURCE,
        IMAGE,
        SKIP_LIST,
        CAPTURED,
        SKIPPED
    }

    private record Binding(String prefix, Vocabulary vocabulary, int level) {}

    private final XmlScanner scanner;
    private final RepairLog repairs;
    private final String headerLanguage;
    private final Capture capture = new Capture();
    private final FieldWriter writer;
    private final FeedDraft feed = new FeedDraft();
    private final List<EntryDraft> entries = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();

    private XmlName[] names = new XmlName[32];
    private Scope[] scopes = new Scope[32];
    private String[] bases = new String[32];
    private String[] languages = new String[32];
    private int level;
    private int beyondLimit;
    private boolean pushed;
    private EntryDraft entry;
    private FeedFormat format;
    private boolean isRss;
    private boolean rootEnded;
    private boolean sawHtml;

    // The person that is being read.
    private String personName;
    private String personEmail;
    private String personUrl;

    XmlFeedReader(XmlScanner scanner, RepairLog repairs, String base, String headerLanguage, boolean hasC1) {
        this.scanner = scanner;
        this.repairs = repairs;
        this.headerLanguage = headerLanguage;
        this.writer = new FieldWriter(scanner::attribute, () -> hasC1 || scanner.hasC1());
        scopes[0] = Scope.DOCUMENT;
        bases[0] = base;
    }

    /** Reads to the end of the document. */
    void read() {
        for (XmlScanner.Event event = scanner.next();
                event != XmlScanner.Event.END_OF_DOCUMENT;
                event = scanner.next()) {
            switch (event) {
                case START -> start();
                case END -> end(scanner.name());
                default -> text();
            }
            if (entries.size() > ENTRY_LIMIT) {
                repairs.add(Repair.Kind.LIMIT, scanner.index());
                break;
            }
        }
        cutOff();
    }

    /** The format, null when no feed was found. */
    FeedFormat format() {
        return format;
    }

    /** Whether the document is an HTML page instead of a feed. */
    boolean isHtml() {
        return sawHtml;
    }

    /** Whether the document ended before anything of the feed was read. */
    boolean isBlank() {
        return !rootEnded && entries.isEmpty() && feed.isBlank();
    }

    Feed feed() {
        return feed.toFeed(headerLanguage);
    }

    List<Entry> entries() {
        String language = feed.language(headerLanguage);
        // RFC 4287, section 4.2.1: entries inherit the feed's authors. RSS has no such rule.
        List<Author> authors = isRss ? List.of() : feed.authors();
        return entries.stream().map(draft -> draft.toEntry(authors, language)).toList();
    }

    private void text() {
        if (capture.isActive()) {
            capture.takeText(scanner);
        } else if (scopes[level] == Scope.PERSON && personName == null && !scanner.isBlank()) {
            Chars text = new Chars(64);
            scanner.appendText(text, false);
            personName = Texts.trimmed(text);
        } else if (scopes[level] == Scope.DOCUMENT && !scanner.isBlank()) {
            repairs.add(Repair.Kind.JUNK_AROUND_ROOT, scanner.index());
        }
    }

    private void start() {
        if (beyondLimit > 0 || level + 1 >= DEPTH_LIMIT) {
            if (!scanner.isSelfClosing()) {
                repairs.add(Repair.Kind.LIMIT, scanner.index());
                beyondLimit++;
            }
            return;
        }
        pushed = false;
        XmlName name = scanner.name();
        int inner = level + 1;
        String base = bases[level];
        String language = languages[level];
        for (int i = 0; i < scanner.attributeCount(); i++) {
            XmlName attribute = scanner.attributeName(i);
            if (attribute.prefix().isEmpty()
                    ? attribute.local().equals("xmlns")
                    : attribute.prefix().equals("xmlns")) {
                String prefix = attribute.prefix().isEmpty() ? "" : attribute.local();
                if (bindings.size() < BINDING_LIMIT) {
                    bindings.add(new Binding(prefix, Vocabulary.ofNamespace(scanner.attributeValue(i)), inner));
                }
            } else if (attribute.prefix().equals("xml")) {
                if (attribute.local().equals("base")) {
                    base = Links.base(base, scanner.attributeValue(i));
                } else if (attribute.local().equals("lang")) {
                    language = scanner.attributeValue(i).strip();
                }
            }
        }
        Vocabulary vocabulary = vocabulary(name);
        if (capture.isActive() && endsCapture(vocabulary, name)) {
            repairs.add(Repair.Kind.UNBALANCED_TAG, scanner.index());
            popTo(capture.level() - 1);
        }
        if (isPersonAfterAll(name)) {
            capture.end();
            scopes[level] = Scope.PERSON;
            forgetPerson();
        }
        if (capture.isActive()) {
            push(name, Scope.CAPTURED, base, language);
            capture.startChild(scanner, base);
        } else {
            open(vocabulary, name, base, language);
        }
        if (pushed && scanner.isSelfClosing()) {
            pop();
        }
    }

    /** A field or entry that begins inside a field: the end tag of that field is missing. */
    private boolean endsCapture(Vocabulary vocabulary, XmlName name) {
        if (vocabulary != Vocabulary.RSS && vocabulary != Vocabulary.ATOM) {
            return false;
        }
        Field field = vocabulary.field(name.local());
        if (field.kind() == Field.Kind.NOTHING || capture.kind == Texts.Kind.MARKUP) {
            return false;
        }
        boolean mayHoldHtml = capture.field.kind() == Field.Kind.SUMMARY || capture.field.kind() == Field.Kind.CONTENT;
        boolean isHtml = FieldWriter.isHtmlName(name.local());
        boolean outer = scopes[capture.level() - 1] == Scope.ENTRY || scopes[capture.level() - 1] == Scope.FEED;
        return outer && (!isHtml || !mayHoldHtml);
    }

    private void open(Vocabulary vocabulary, XmlName name, String base, String language) {
        switch (scopes[level]) {
            case DOCUMENT -> openRoot(vocabulary, name, base, language);
            case ROOT, FEED, ENTRY -> openField(vocabulary, name, base, language);
            case PERSON -> openPersonField(vocabulary, name, base, language);
            case SOURCE -> openSourceField(vocabulary, name, base, language);
            case IMAGE -> {
                boolean isUrl = name.local().equals("url") && scopes[level - 1] != Scope.ENTRY;
                begin(isUrl ? new Field(Field.Kind.IMAGE_URL, 0) : null, name, base, language, vocabulary);
            }
            case SKIP_LIST -> begin(vocabulary.field(name.local()), name, base, language, vocabulary);
            default -> push(name, Scope.SKIPPED, base, language);
        }
    }

    private void openRoot(Vocabulary vocabulary, XmlName name, String base, String language) {
        Scope scope = null;
        if (!rootEnded) {
            switch (name.local()) {
                case "rss" -> {
                    isRss = true;
                    format = rssFormat(scanner.attribute("version"));
                    scope = Scope.ROOT;
                }
                case "rdf" -> {
                    isRss = true;
                    format = PreparedDocument.isNetscape(scanner) ? FeedFormat.RSS_090 : FeedFormat.RSS_10;
                    scope = Scope.ROOT;
                }
                case "channel" -> {
                    isRss = true;
                    format = FeedFormat.RSS_20;
                    scope = Scope.FEED;
                }
                case "feed" -> {
                    String version = scanner.attribute("version");
                    format = version != null && version.startsWith("0.") ? FeedFormat.ATOM_03 : FeedFormat.ATOM_10;
                    if (vocabulary != Vocabulary.ATOM) {
                        // A namespace of its own, or none: the root's is then the feed's.
                        bindings.add(new Binding(name.prefix(), Vocabulary.ATOM, level + 1));
                    }
                    scope = Scope.FEED;
                }
                case "html" -> sawHtml = true;
                default -> {}
            }
        }
        if (scope == null) {
            unbind(level);
            repairs.add(Repair.Kind.JUNK_AROUND_ROOT, scanner.index());
            return;
        }
        feed.elementLanguage(language);
        push(name, scope, base, language);
    }

    private static FeedFormat rssFormat(String version) {
        return version != null && version.strip().startsWith("0.9") ? FeedFormat.RSS_09X : FeedFormat.RSS_20;
    }

    private void openField(Vocabulary vocabulary, XmlName name, String base, String language) {
        Scope parent = scopes[level];
        Field field = vocabulary.field(name.local());
        switch (field.kind()) {
            case CHANNEL -> {
                boolean here = parent == Scope.ROOT;
                if (here) {
                    feed.elementLanguage(language);
                    feed.id(about());
                }
                push(name, here ? Scope.FEED : Scope.SKIPPED, base, language);
            }
            case ITEM -> {
                if (parent == Scope.ENTRY && scanner.isSelfClosing()) {
                    push(name, Scope.SKIPPED, base, language);
                    return;
                }
                if (parent == Scope.ENTRY) {
                    repairs.add(Repair.Kind.UNBALANCED_TAG, scanner.index());
                    while (scopes[level] == Scope.ENTRY) {
                        pop();
                    }
                }
                entry = new EntryDraft();
                entry.elementLanguage(language);
                entry.id(about(), 2, false);
                push(name, Scope.ENTRY, base, language);
            }
            case PERSON -> {
                forgetPerson();
                push(name, Scope.PERSON, base, language);
            }
            case SOURCE -> {
                if (vocabulary == Vocabulary.RSS) {
                    begin(field, name, base, language, vocabulary);
                } else {
                    push(name, Scope.SOURCE, base, language);
                }
            }
            case IMAGE -> {
                if (parent != Scope.ENTRY) {
                    String href = scanner.attribute("href");
                    feed.imageUrl(Links.absolute(base, href));
                }
                push(name, Scope.IMAGE, base, language);
            }
            case SKIP_HOURS, SKIP_DAYS -> push(name, Scope.SKIP_LIST, base, language);
            case GROUP -> push(name, parent, base, language);
            case NOTHING, NAME, EMAIL, URI, SKIP_VALUE -> push(name, Scope.SKIPPED, base, language);
            default -> begin(field, name, base, language, vocabulary);
        }
    }

    private void forgetPerson() {
        personName = null;
        personEmail = null;
        personUrl = null;
    }

    /** An RSS author is text; where it has a name or an address inside, it is written as in Atom. */
    private boolean isPersonAfterAll(XmlName name) {
        return capture.isActive()
                && capture.isAt(level)
                && capture.field.kind() == Field.Kind.AUTHOR
                && isPersonField(Vocabulary.ATOM.field(name.local()));
    }

    private static boolean isPersonField(Field field) {
        return field.kind() == Field.Kind.NAME || field.kind() == Field.Kind.EMAIL || field.kind() == Field.Kind.URI;
    }

    /** {@code rdf:about}, null where there is none. */
    private String about() {
        for (int i = 0; i < scanner.attributeCount(); i++) {
            if (scanner.attributeName(i).local().equals("about")) {
                String about = scanner.attributeValue(i).strip();
                return about.isEmpty() ? null : about;
            }
        }
        return null;
    }

    private void openPersonField(Vocabulary vocabulary, XmlName name, String base, String language) {
        Field field = Vocabulary.ATOM.field(name.local());
        boolean known = (vocabulary == Vocabulary.ATOM || vocabulary == Vocabulary.RSS) && isPersonField(field);
        begin(known ? field : null, name, base, language, vocabulary);
    }

    private void openSourceField(Vocabulary vocabulary, XmlName name, String base, String language) {
        Field field = vocabulary.field(name.local());
        boolean known = field.kind() == Field.Kind.TITLE || field.kind() == Field.Kind.LINK;
        begin(known ? field : null, name, base, language, vocabulary);
    }

    /** Begins to read a field, or to skip an element where the field is null. */
    private void begin(Field field, XmlName name, String base, String language, Vocabulary vocabulary) {
        Scope parent = scopes[level];
        boolean inSource = parent == Scope.SOURCE;
        push(name, field == null ? Scope.SKIPPED : Scope.CAPTURED, base, language);
        if (field == null || field.kind() == Field.Kind.NOTHING) {
            scopes[level] = Scope.SKIPPED;
            return;
        }
        capture.begin(field, kind(vocabulary, field), level);
        capture.base = base;
        capture.language = language;
        capture.atom = vocabulary == Vocabulary.ATOM;
        boolean done = inSource
                ? field.kind() == Field.Kind.LINK && writer.sourceLink(capture, entry)
                : writer.attributes(capture, vocabulary, feed, entry);
        if (done) {
            capture.end();
            boolean tree = field.kind() == Field.Kind.CATEGORY_TREE;
            scopes[level] = tree ? parent : Scope.SKIPPED;
        }
    }

    private Texts.Kind kind(Vocabulary vocabulary, Field field) {
        if (vocabulary == Vocabulary.ATOM && field.isRich()) {
            return Texts.ofAtom(scanner.attribute("type"), scanner.attribute("mode"));
        }
        if (vocabulary == Vocabulary.XHTML) {
            return Texts.Kind.MARKUP;
        }
        return Texts.Kind.RSS;
    }

    private void end(XmlName name) {
        if (beyondLimit > 0) {
            beyondLimit--;
            return;
        }
        if (level > 0 && names[level].isClosedBy(name)) {
            pop();
            return;
        }
        for (int outer = level - 1; outer > 0; outer--) {
            if (names[outer].isClosedBy(name)) {
                repairs.add(Repair.Kind.UNBALANCED_TAG, scanner.index());
                popTo(outer - 1);
                return;
            }
        }
        repairs.add(Repair.Kind.UNBALANCED_TAG, scanner.index());
        boolean misspelt = capture.isAt(level) && !FieldWriter.isHtmlName(name.local());
        if (misspelt) {
            pop();
        }
    }

    private void popTo(int outer) {
        while (level > outer) {
            pop();
        }
    }

    private void push(XmlName name, Scope scope, String base, String language) {
        pushed = true;
        level++;
        if (level == names.length) {
            names = Arrays.copyOf(names, level * 2);
            scopes = Arrays.copyOf(scopes, level * 2);
            bases = Arrays.copyOf(bases, level * 2);
            languages = Arrays.copyOf(languages, level * 2);
        }
        names[level] = name;
        scopes[level] = scope;
        bases[level] = base;
        languages[level] = language;
    }

    private void pop() {
        Scope scope = scopes[level];
        if (capture.isActive()) {
            if (capture.isAt(level)) {
                capture.end();
                finish(scopes[level - 1]);
            } else {
                capture.endChild(names[level]);
            }
        } else if (scope == Scope.ENTRY && scopes[level - 1] != Scope.ENTRY) {
            entries.add(entry);
            entry = null;
        } else if (scope == Scope.PERSON) {
            Author author =
                    personName == null && personEmail == null ? null : new Author(personName, personEmail, personUrl);
            if (entry == null) {
                feed.author(author);
            } else {
                entry.author(author, 0);
            }
        } else if (scopes[level - 1] == Scope.DOCUMENT) {
            rootEnded = true;
        }
        level--;
        unbind(level);
    }

    private void finish(Scope parent) {
        if (parent == Scope.PERSON) {
            String value = writer.line(capture);
            switch (capture.field.kind()) {
                case NAME -> personName = value == null ? personName : value;
                case EMAIL -> personEmail = value == null ? personEmail : value.replaceFirst("(?i)^mailto:", "");
                default -> personUrl = Links.absolute(capture.base, value);
            }
        } else if (parent == Scope.SOURCE) {
            if (entry != null && capture.field.kind() == Field.Kind.TITLE) {
                entry.source(writer.line(capture), null);
            }
        } else {
            writer.write(capture, feed, entry);
        }
    }

    /** Forgets the namespaces of the levels above the given one. */
    private void unbind(int outer) {
        while (!bindings.isEmpty() && bindings.get(bindings.size() - 1).level() > outer) {
            bindings.remove(bindings.size() - 1);
        }
    }

    private Vocabulary vocabulary(XmlName name) {
        String prefix = name.prefix();
        for (int i = bindings.size() - 1; i >= 0; i--) {
            Binding binding = bindings.get(i);
            if (binding.prefix().equals(prefix)) {
                // In RSS an unprefixed name is RSS's own, whatever the root declares: the declaration is a mistake
                // there.
                boolean mistaken = isRss && prefix.isEmpty() && binding.level() <= 2;
                boolean unknown = binding.vocabulary() == Vocabulary.OTHER && !prefix.isEmpty();
                return mistaken ? Vocabulary.RSS : unknown ? byPrefix(prefix) : binding.vocabulary();
            }
        }
        if (prefix.isEmpty()) {
            return Vocabulary.RSS;
        }
        repairs.add(Repair.Kind.UNDECLARED_PREFIX, scanner.index());
        return Vocabulary.ofPrefix(prefix);
    }

    /** A well-known prefix with a namespace that nobody knows is a misspelt namespace. */
    private static Vocabulary byPrefix(String prefix) {
        Vocabulary customary = Vocabulary.ofPrefix(prefix);
        return customary == Vocabulary.RSS || customary == Vocabulary.XHTML ? Vocabulary.OTHER : customary;
    }

    /** The document ended inside the root: whole entries are kept, and the last one if it can be used as it is. */
    private void cutOff() {
        if (level == 0) {
            return;
        }
        repairs.add(Repair.Kind.CUT_OFF, scanner.index());
        if (entry != null && entries.isEmpty()) {
            // A part of the only entry is better than nothing; after whole ones it would only mislead.
            popTo(0);
            return;
        }
        if (capture.isActive()) {
            capture.end();
        }
        if (entry != null && entry.isUsable()) {
            entries.add(entry);
        }
        entry = null;
    }

    static String headerLanguage(String header) {
        if (header == null) {
            return null;
        }
        String first = header.split(",", 2)[0].strip();
        return first.isEmpty() || first.toLowerCase(Locale.ROOT).equals("*") ? null : first;
    }
}
