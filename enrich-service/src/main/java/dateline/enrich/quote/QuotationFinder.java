package dateline.enrich.quote;

import dateline.enrich.entity.Entity;
import dateline.enrich.text.Part;
import dateline.enrich.text.PartKind;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Sentences;
import dateline.enrich.text.Span;
import dateline.enrich.text.SpeechVerbs;
import dateline.enrich.text.Structure;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Finds quotations in the news of a release: what stands in quotation marks with a verb of saying nearby or as a paragraph of its
 * own, sentences that hold a few quoted words after such a verb, and clauses that report without quoting.
 */
public final class QuotationFinder {

    /** Its name in events. */
    public static final String NAME = "quotations";

    /** Its version in events. */
    public static final String VERSION = "rules 2026.2";

    private static final int SHORT = 4;
    private static final int FEWEST_REPORTED = 4;
    private static final int LONGEST_CUE = 60;
    // What is read before and behind a quotation: bounds the work on texts that are all one sentence.
    private static final int LONGEST_LEAD = 600;

    private QuotationFinder() {}

    /**
     * The quotations, in order of the text.
     *
     * @param text the release's text
     * @param structure its parts
     * @param entities whom it names
     */
    public static List<Quotation> find(PlainText text, Structure structure, List<Entity> entities) {
        List<Span> paragraphs = structure.parts().stream()
                .filter(part -> part.kind() == PartKind.LEAD || part.kind() == PartKind.BODY)
                .map(Part::span)
                .toList();
        Span source = structure.infoSource() == null
                ? null
                : new Span(
                        structure.infoSource().start(), structure.infoSource().end());
        return new Search(text, paragraphs, source, entities).find();
    }

    /** One text being searched. */
    private static final class Search {
        private final PlainText text;
        private final List<Span> paragraphs;
        private final Span source;
        private final Speakers speakers;
        private final CueFinder cues;
        private final List<Quoted> quoted;
        private final List<Quotation> found = new ArrayList<>();

        Search(PlainText text, List<Span> paragraphs, Span source, List<Entity> entities) {
            this.text = text;
            this.paragraphs = paragraphs;
            this.source = source;
            this.speakers = new Speakers(text, entities);
            this.cues = new CueFinder(text, speakers);
            this.quoted = QuoteMarks.find(text, paragraphs);
        }

        List<Quotation> find() {
            List<Integer> fragments = new ArrayList<>();
            Quotation last = null;
            int lastParagraph = -2;
            for (int i = 0; i < quoted.size(); i++) {
                Quoted quote = quoted.get(i);
                Span sentence = sentenceBefore(i, quote);
                if (isFragment(i, quote, sentence)) {
                    fragments.add(i);
                    continue;
                }
                Quotation spoken = direct(i, quote, sentence, last, lastParagraph);
                if (spoken != null) {
                    found.add(spoken);
                    last = spoken;
                    lastParagraph = quote.lastParagraph();
                }
            }
            reports(fragments);
            NavigableMap<Integer, Integer> told = new TreeMap<>();
            found.forEach(quotation -> told.put(quotation.start(), quotation.end()));
            for (int fragment : fragments) {
                Quoted quote = quoted.get(fragment);
                Quotation part = touches(told, quote.span()) ? null : mixed(quote, sentenceBefore(fragment, quote));
                if (part != null) {
                    found.add(part);
                    told.put(part.start(), part.end());
                }
            }
            found.sort(Comparator.comparingInt(Quotation::start));
            return found;
        }

        // ---- what is wholly quoted

        private Quotation direct(int number, Quoted quote, Span lead, Quotation last, int lastParagraph) {
            Quotation unclosed = quote.whole() ? null : unclosed(quote);
            if (unclosed != null) {
                return unclosed;
            }
            Span rest = after(number, quote);
            Cue cue = EastAsianCue.around(text, lead, rest);
            cue = cue == null ? cues.after(rest) : cue;
            if (cue != null
                    && endsWith('.', quote)
                    && cue.verb().start() > quote.span().end() + 2) {
                // After a full stop only "said X" can still belong to what was quoted.
                cue = null;
            }
            if (cue == null && lead.length() > 0) {
                cue = cues.before(lead);
            }
            if (cue != null) {
                return quotation(quote.span(), QuotationKind.DIRECT, cue);
            }
            if (!quote.whole() && !startsParagraph(quote)) {
                return null;
            }
            boolean goesOn = last != null
                    && (lastParagraph == quote.paragraph()
                            || (lastParagraph == quote.paragraph() - 1 && startsParagraph(quote)));
            if (goesOn && lead.length() == 0) {
                return new Quotation(
                        quote.span().start(),
                        quote.span().end(),
                        QuotationKind.DIRECT,
                        last.speaker(),
                        last.speakerText(),
                        last.cue(),
                        0.8);
            }
            // A sentence before that ends in a full stop may still say who speaks next.
            Cue introduced = introduced(quote);
            if (introduced != null) {
                return quotation(quote.span(), QuotationKind.DIRECT, introduced);
            }
            if (startsParagraph(quote) && lead.length() == 0 && words(quote.span()) > SHORT) {
                Entity speaker = speakers.personBefore(quote.span().start());
                String name = speaker == null ? null : speaker.name();
                return new Quotation(
                        quote.span().start(),
                        quote.span().end(),
                        QuotationKind.DIRECT,
                        speaker == null ? null : speaker.id(),
                        name,
                        null,
                        0.5);
            }
            return null;
        }

        // ""The bridge joins two towns, Marsh said.": the closing mark was forgotten, the speaker stands behind the
        // last comma.
        private Quotation unclosed(Quoted quote) {
            String chars = text.read(quote.span());
            int comma = chars.lastIndexOf(',');
            if (comma < 0 || chars.length() - comma > LONGEST_CUE || chars.indexOf('\n') >= 0) {
                return null;
            }
            int end = quote.span().start() + comma + 1;
            Cue cue = cues.after(new Span(end, quote.span().end()));
            return cue == null
                            || cue.speaker() == null
                            || words(new Span(quote.span().start(), end)) <= SHORT
                    ? null
                    : quotation(new Span(quote.span().start(), end), QuotationKind.DIRECT, cue);
        }

        // The sentence before the quotation's own, in its paragraph or the last of the paragraph above.
        private Cue introduced(Quoted quote) {
            Span paragraph = paragraphs.get(quote.paragraph());
            Span above = text.trim(new Span(
                    Math.max(paragraph.start(), quote.span().start() - LONGEST_LEAD),
                    quote.span().start()));
            if (above.length() == 0 && quote.paragraph() > 0) {
                Span last = paragraphs.get(quote.paragraph() - 1);
                above = new Span(Math.max(last.start(), last.end() - LONGEST_LEAD), last.end());
            }
            List<Span> sentences = Sentences.of(text, above);
            return sentences.isEmpty() ? null : weaker(cues.before(sentences.get(sentences.size() - 1)));
        }

        private static Cue weaker(Cue cue) {
            return cue == null ? null : new Cue(cue.verb(), cue.speaker(), cue.confidence() * 0.75);
        }

        private boolean startsParagraph(Quoted quote) {
            return quote.span().start() == paragraphs.get(quote.paragraph()).start();
        }

        // From the closing mark to the end of the sentence that goes on there, at most to the next quotation.
        private Span after(int number, Quoted quote) {
            int start = quote.span().end();
            int end = Math.min(paragraphs.get(quote.lastParagraph()).end(), start + LONGEST_LEAD);
            if (number + 1 < quoted.size()) {
                end = Math.min(
                        end, Math.max(start, quoted.get(number + 1).span().start()));
            }
            // The sentence ends at the first full stop outside an abbreviation; the quotation's own mark is behind us.
            List<Span> sentences = Sentences.of(text, new Span(start, end));
            return sentences.isEmpty()
                    ? new Span(start, start)
                    : new Span(start, sentences.get(0).end());
        }

        // From the beginning of the sentence to the opening mark; empty when the quotation begins it.
        private Span sentenceBefore(int number, Quoted quote) {
            int floor = paragraphs.get(quote.paragraph()).start();
            floor = Math.max(floor, quote.span().start() - LONGEST_LEAD);
            for (int i = number - 1; i >= 0 && quoted.get(i).span().end() > floor; i--) {
                if (endsSentence(quoted.get(i))) {
                    floor = quoted.get(i).span().end();
                }
            }
            Span lead = text.trim(
                    new Span(Math.min(floor, quote.span().start()), quote.span().start()));
            List<Span> sentences = Sentences.of(text, lead);
            if (sentences.isEmpty()) {
                return new Span(quote.span().start(), quote.span().start());
            }
            Span last = sentences.get(sentences.size() - 1);
            char end = text.chars().charAt(last.end() - 1);
            return ".!?".indexOf(end) >= 0
                    ? new Span(quote.span().start(), quote.span().start())
                    : last;
        }

        private boolean endsWith(char c, Quoted quote) {
            return quote.whole()
                    && quote.span().length() > 2
                    && text.chars().charAt(quote.span().end() - 2) == c;
        }

        private boolean endsSentence(Quoted quote) {
            int end = quote.span().end();
            return end >= 2 && ".!?".indexOf(text.chars().charAt(end - 2)) >= 0;
        }

        // ---- some quoted words within a sentence

        // "supports "what we've heard" about": in the middle of a clause, no colon or comma before it and no capital
        // within.
        private boolean isFragment(int number, Quoted quote, Span lead) {
            if (lead.length() == 0 || !quote.whole() || goesOnFrom(number, lead)) {
                return false;
            }
            char before = text.chars().charAt(lead.end() - 1);
            char first = text.chars().charAt(quote.span().start() + 1);
            if (EastAsianCue.around(text, lead, after(number, quote)) != null) {
                return false;
            }
            boolean introduced = before == ',' || before == ':' || before == '：' || before == '—' || before == '–';
            if (introduced && !Character.isLowerCase(first)) {
                return false;
            }
            String lastWord = lastWord(lead);
            boolean said = SpeechVerbs.isOne(lastWord) && !lastWord.equals("called");
            return !(said && (Character.isUpperCase(first) || words(quote.span()) > SHORT))
                    && !(introduced && words(quote.span()) > 2 * SHORT);
        }

        // ""...," he said, "and ...": what leads up to it began with the end of another quotation.
        private boolean goesOnFrom(int number, Span lead) {
            Span other = number == 0 ? new Span(0, 0) : quoted.get(number - 1).span();
            boolean after = other.end() <= lead.start()
                    && lead.start() - other.end() <= 1
                    && other.length() > 2 * FEWEST_REPORTED;
            char end = text.chars().charAt(lead.end() - 1);
            return after && end == ',' && lead.length() <= 80;
        }

        private Quotation mixed(Quoted quote, Span lead) {
            Span paragraph = paragraphs.get(quote.paragraph());
            int end = quote.span().end();
            int limit = Math.min(paragraph.end(), quote.span().end() + LONGEST_LEAD);
            for (Span sentence : Sentences.of(text, new Span(lead.start(), limit))) {
                if (sentence.end() >= quote.span().end()) {
                    end = sentence.end();
                    break;
                }
            }
            List<Token> tokens = Tokens.of(text, lead);
            for (int i = tokens.size() - 1; i > 0; i--) {
                String word = text.read(tokens.get(i).span());
                if (SpeechVerbs.isOne(word) && Character.isLowerCase(word.charAt(0))) {
                    Cue cue = cues.before(new Span(lead.start(), tokens.get(i).end()));
                    if (cue != null) {
                        Span content = text.trim(new Span(contentFrom(tokens, i), withoutStop(quote, end)));
                        return quotation(content, QuotationKind.MIXED, new Cue(cue.verb(), cue.speaker(), 0.75));
                    }
                }
            }
            return null;
        }

        // "told reporters that "...": from the conjunction on, where there is one.
        private int contentFrom(List<Token> tokens, int verb) {
            for (int i = verb + 1; i < Math.min(tokens.size(), verb + SHORT); i++) {
                if (text.read(tokens.get(i).span()).equals("that")) {
                    return tokens.get(i).start();
                }
            }
            return tokens.get(verb).end();
        }

        private int withoutStop(Quoted quote, int end) {
            int last = end;
            while (last > quote.span().end() && ".,;:".indexOf(text.chars().charAt(last - 1)) >= 0) {
                last--;
            }
            return last;
        }

        // ---- what is reported

        // A report that holds quoted words is mixed. What the release says of its own source is no quotation.
        private void reports(List<Integer> fragments) {
            List<Quotation> direct = found.stream()
                    .sorted(Comparator.comparingInt(Quotation::start))
                    .toList();
            NavigableMap<Integer, Integer> marked = new TreeMap<>();
            for (int fragment : fragments) {
                marked.put(
                        quoted.get(fragment).span().start(),
                        quoted.get(fragment).span().end());
            }
            for (ReportFinder.Report report : new ReportFinder(text, cues).find(paragraphs, direct)) {
                if (source == null || !source.overlaps(report.cue().speaker())) {
                    QuotationKind kind = touches(marked, report.span()) ? QuotationKind.MIXED : QuotationKind.INDIRECT;
                    found.add(quotation(report.span(), kind, report.cue()));
                }
            }
        }

        // Whether one of the ranges, by start and end and without overlaps, shares a code point with the span.
        private static boolean touches(NavigableMap<Integer, Integer> ranges, Span span) {
            Map.Entry<Integer, Integer> last = ranges.lowerEntry(span.end());
            return last != null && last.getValue() > span.start();
        }

        // ---- shared

        private Quotation quotation(Span span, QuotationKind kind, Cue cue) {
            Entity speaker = cue.speaker() == null ? null : speakers.resolve(cue.speaker());
            return new Quotation(
                    span.start(),
                    span.end(),
                    kind,
                    speaker == null ? null : speaker.id(),
                    cue.speaker() == null ? null : text.original(cue.speaker()).replaceAll("\\s+", " "),
                    text.original(cue.verb()),
                    Math.round(100 * cue.confidence()) / 100.0);
        }

        private int words(Span span) {
            return (int) Tokens.of(text, span).stream()
                    .filter(token -> Character.isLetterOrDigit(text.chars().charAt(token.start())))
                    .count();
        }

        private String lastWord(Span span) {
            List<Token> tokens = Tokens.of(text, span);
            return tokens.isEmpty()
                    ? ""
                    : text.read(tokens.get(tokens.size() - 1).span());
        }
    }
}
