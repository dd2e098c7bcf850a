package dateline.enrich.quote;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Sentences;
import dateline.enrich.text.Span;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds what a sentence reports in the writer's words: a clause after a verb of saying ("stressed that ...", "said the line would ..."),
 * what someone promises or asks for ("urged both sides to ..."), a question ("asked whether ..."), the clause that such a verb closes or
 * interrupts ("..., the mayor said"), and what is told "according to" someone.
 */
final class ReportFinder {

    /**
     * A clause that is reported.
     *
     * @param span its range, without the last full stop
     * @param cue who reports it, and how
     */
    record Report(Span span, Cue cue) {}

    private static final int FEWEST = 4;
    private static final int LONGEST_SUBJECT = 10;
    private static final int FURTHEST_CONJUNCTION = 8;
    private static final int LONGEST_SENTENCE = 2_000;
    private static final int LONGEST_LEAD = 4;

    private final PlainText text;
    private final CueFinder cues;
    private final List<Report> found = new ArrayList<>();

    ReportFinder(PlainText text, CueFinder cues) {
        this.text = text;
        this.cues = cues;
    }

    /**
     * The reports in the paragraphs, in order.
     *
     * @param paragraphs of the news
     * @param direct what is quoted word for word, in order: the reports lie outside
     */
    List<Report> find(List<Span> paragraphs, List<Quotation> direct) {
        int next = 0;
        for (Span paragraph : paragraphs) {
            for (Span sentence : Sentences.of(text, paragraph)) {
                while (next < direct.size() && direct.get(next).end() <= sentence.start()) {
                    next++;
                }
                int from = sentence.start();
                for (int i = next; i < direct.size() && direct.get(i).start() < sentence.end(); i++) {
                    clause(from, direct.get(i).start());
                    from = Math.max(from, direct.get(i).end());
                }
                clause(from, sentence.end());
            }
        }
        return found;
    }

    private void clause(int from, int to) {
        if (to - from < FEWEST || to - from > LONGEST_SENTENCE) {
            return;
        }
        Clause clause = new Clause(Tokens.of(text, new Span(from, to)));
        for (int i = 0; i < clause.size(); ) {
            i = Math.max(i + 1, report(clause, i));
        }
    }

    // The token after the report that the i-th one introduces or closes; 0 when it does neither.
    private int report(Clause clause, int i) {
        String word = clause.lower(i);
        if (word.equals("according") && clause.is(i + 1, "to")) {
            return according(clause, i);
        }
        if (!ReportVerbs.isOne(word)
                || !clause.startsLower(i)
                || ReportVerbs.isNotVerbAfter(clause.lower(i - 1))
                || ReportVerbs.isNounAfter(word, clause.lower(i - 1))) {
            return 0;
        }
        int closed = closing(clause, i);
        return closed > 0 ? closed : opening(clause, i);
    }

    // "The bridge opens in May, according to the council." and "According to the council, the bridge opens in May."
    private int according(Clause clause, int i) {
        Span verb = new Span(clause.start(i), clause.end(i + 1));
        int end = i + 2;
        while (end < clause.size() && ",.;:(".indexOf(clause.first(end)) < 0) {
            end++;
        }
        if (end == i + 2) {
            return 0;
        }
        Span speaker = new Span(clause.start(i + 2), clause.end(end - 1));
        Cue cue = new Cue(verb, speaker, 0.75);
        if (i - clause.open >= FEWEST) {
            add(clause, clause.open, clause.is(i - 1, ",") ? i - 1 : i, cue);
            return end;
        }
        if (i == clause.open && clause.is(end, ",")) {
            return add(clause, end + 1, contentEnd(clause, end + 1), cue);
        }
        return 0;
    }

    // "..., the mayor said." and "..., said the mayor on Friday."; with more behind it: "..., the mayor said, ..."
    private int closing(Clause clause, int verb) {
        int comma = verb - 1;
        while (comma > clause.open && verb - comma <= LONGEST_SUBJECT && !clause.is(comma, ",")) {
            comma--;
        }
        if (comma <= clause.open || !clause.is(comma, ",") || !ReportVerbs.closes(clause.lower(verb))) {
            return 0;
        }
        int stop = verb + 1;
        while (stop < clause.size() && !clause.isMark(stop)) {
            stop++;
        }
        boolean inverted = verb == comma + 1;
        boolean bare = stop - verb - 1 == 0 || isAdverbial(clause, verb + 1, stop);
        if (inverted ? stop - verb > LONGEST_SUBJECT || stop == verb + 1 : !bare) {
            return 0;
        }
        if (stop < clause.size() && ",.".indexOf(clause.first(stop)) < 0) {
            return 0;
        }
        Cue cue = inverted
                ? cues.after(new Span(clause.end(comma), clause.end(stop - 1)))
                : cues.after(new Span(clause.end(comma), clause.end(verb)));
        if (cue == null || cue.speaker() == null) {
            return 0;
        }
        Cue weaker = new Cue(cue.verb(), cue.speaker(), 0.75);
        boolean before = comma - clause.open >= FEWEST && clause.hasFinite(clause.open, comma);
        if (before) {
            add(clause, clause.open, comma, weaker);
        }
        boolean interrupts = !inverted && clause.is(stop, ",");
        if (interrupts && clause.size() - stop > FEWEST && !startsRemark(clause, stop + 1)) {
            return add(clause, stop + 1, contentEnd(clause, stop + 1), weaker);
        }
        return before ? stop : 0;
    }

    // "stressed that ...", "told reporters on Friday that ...", "said the bridge would ...", "urged both to ..."
    private int opening(Clause clause, int verb) {
        int start = contentStart(clause, verb);
        if (start < 0 || clause.size() - start < FEWEST) {
            return 0;
        }
        Cue cue = cues.subject(new Span(clause.start(clause.subject), clause.end(verb)));
        if (ReportVerbs.isGerund(clause.lower(verb)) && (cue == null || cue.speaker() == null)) {
            cue = sameSpeaker(clause, verb);
        }
        if (cue == null || cue.speaker() == null) {
            return 0;
        }
        boolean marked = clause.isConjunction(start);
        int end = contentEnd(clause, start);
        return add(clause, start, end, new Cue(clause.span(verb), cue.speaker(), marked ? 0.8 : 0.65));
    }

    // "..., adding that": whoever spoke before in the sentence.
    private Cue sameSpeaker(Clause clause, int verb) {
        if (found.isEmpty() || verb == 0) {
            return null;
        }
        Report last = found.get(found.size() - 1);
        return last.span().end() >= clause.start(0) ? last.cue() : null;
    }

    // Where what is said begins; -1 when the verb says nothing.
    private static int contentStart(Clause clause, int verb) {
        String word = clause.lower(verb);
        int limit = Math.min(clause.size(), verb + FURTHEST_CONJUNCTION + 1);
        for (int i = verb + 1; i < limit; i++) {
            if (clause.isConjunction(i) && !ReportVerbs.isFinite(clause.lower(i + 1))) {
                if (isLink(clause, verb + 1, i, ReportVerbs.addresses(word))) {
                    return i;
                }
                break;
            }
            boolean comma = clause.is(i, ",") && i + 1 < limit && clause.isConjunction(i + 1);
            if (clause.isMark(i) && !comma) {
                break;
            }
        }
        if (verb + 1 >= clause.size() || clause.isMark(verb + 1)) {
            return -1;
        }
        if (ReportVerbs.asks(word) && ReportVerbs.isQuestionWord(clause.lower(verb + 1))) {
            return verb + 1;
        }
        if (ReportVerbs.commits(word) && clause.is(verb + 1, "to")) {
            return verb + 1;
        }
        if (ReportVerbs.directs(word)) {
            int to = verb + 1;
            while (to < limit && !clause.is(to, "to") && !clause.isMark(to)) {
                to++;
            }
            return to > verb + 1 && clause.is(to, "to") ? verb + 1 : -1;
        }
        return ReportVerbs.takesBareClause(word) ? bareClause(clause, verb) : -1;
    }

    // "said [on Friday] the bridge would open": a subject, and a verb behind it.
    private static int bareClause(Clause clause, int verb) {
        int start = verb + 1;
        while (start < clause.size() && ReportVerbs.isTime(clause.lower(start))) {
            start++;
        }
        if (start >= clause.size()
                || clause.isMark(start)
                || ReportVerbs.isPreposition(clause.lower(start))
                || ReportVerbs.isNoClause(clause.lower(start))) {
            return -1;
        }
        for (int i = start + 1; i < Math.min(clause.size(), start + 2 * FURTHEST_CONJUNCTION); i++) {
            if (ReportVerbs.isFinite(clause.lower(i))) {
                return start;
            }
        }
        return -1;
    }

    // Between a verb and its "that" may stand whom it is told, where and when.
    private static boolean isLink(Clause clause, int from, int to, boolean addressed) {
        if (to == from || addressed || (to == from + 1 && clause.is(from, ","))) {
            return true;
        }
        String first = clause.lower(from);
        return ReportVerbs.isPreposition(first)
                || ReportVerbs.isTime(first)
                || clause.is(to - 1, ",")
                || to - from == 1;
    }

    private static boolean isAdverbial(Clause clause, int from, int to) {
        String first = clause.lower(from);
        return to - from <= LONGEST_SUBJECT && (ReportVerbs.isTime(first) || ReportVerbs.isPreposition(first));
    }

    private static boolean startsRemark(Clause clause, int i) {
        String word = clause.lower(i);
        return ReportVerbs.isGerund(word) || word.endsWith("ing") || word.equals("as") || word.equals("while");
    }

    // To the end of the clause, or to where someone speaks anew: ", according to", ", adding that", "; ", ", but he
    // said".
    private static int contentEnd(Clause clause, int start) {
        for (int i = start + 1; i < clause.size(); i++) {
            if (clause.is(i, ";")) {
                return i;
            }
            if (clause.is(i, ",") && i + 1 < clause.size()) {
                String next = clause.lower(i + 1);
                if (next.equals("according")
                        || ReportVerbs.isGerund(next)
                        || next.equals("citing")
                        || (isContrast(next) && speaksAnew(clause, i + 2))) {
                    return i;
                }
            }
            if (clause.is(i, "and") && ReportVerbs.isOne(clause.lower(i + 1)) && contentStart(clause, i + 1) == i + 2) {
                return i;
            }
            if (clause.is(i, "according") && clause.is(i + 1, "to")) {
                return i;
            }
        }
        return clause.size();
    }

    private static boolean isContrast(String word) {
        return word.equals("but")
                || word.equals("and")
                || word.equals("while")
                || word.equals("though")
                || word.equals("although");
    }

    private static boolean speaksAnew(Clause clause, int from) {
        for (int i = from; i < Math.min(clause.size(), from + FEWEST); i++) {
            if (ReportVerbs.isOne(clause.lower(i)) && clause.startsLower(i) && contentStart(clause, i) > 0) {
                return true;
            }
        }
        return false;
    }

    private int add(Clause clause, int from, int to, Cue cue) {
        int end = to;
        while (end > from && ",.;:!".indexOf(clause.first(end - 1)) >= 0) {
            end--;
        }
        if (end - from < FEWEST) {
            return 0;
        }
        found.add(new Report(new Span(clause.start(from), clause.end(end - 1)), cue));
        clause.open = to;
        clause.subject = to;
        return to;
    }

    /** A sentence, or what is left of one beside direct quotations. */
    private final class Clause {
        private final List<Token> tokens;
        // Where what a verb closes begins.
        private int open;
        // Where the words begin in which a verb's subject is looked for.
        private int subject;

        Clause(List<Token> tokens) {
            this.tokens = tokens;
            while (open < Math.min(tokens.size(), LONGEST_LEAD) && isMark(open)) {
                open++;
            }
            subject = open;
        }

        int size() {
            return tokens.size();
        }

        int start(int i) {
            return i < tokens.size()
                    ? tokens.get(i).start()
                    : tokens.get(tokens.size() - 1).end();
        }

        int end(int i) {
            return tokens.get(i).end();
        }

        Span span(int i) {
            return tokens.get(i).span();
        }

        char first(int i) {
            return text.chars().charAt(tokens.get(i).start());
        }

        boolean startsLower(int i) {
            return !Character.isUpperCase(first(i));
        }

        boolean is(int i, String word) {
            return i >= 0
                    && i < tokens.size()
                    && text.read(tokens.get(i).span()).equals(word);
        }

        String lower(int i) {
            return i >= 0 && i < tokens.size() ? text.read(tokens.get(i).span()).toLowerCase(Locale.ROOT) : "";
        }

        boolean hasFinite(int from, int to) {
            for (int i = from + 1; i < to; i++) {
                if (ReportVerbs.isFinite(lower(i))) {
                    return true;
                }
            }
            return false;
        }

        boolean isConjunction(int i) {
            return ReportVerbs.isConjunction(lower(i));
        }

        boolean isMark(int i) {
            return !Character.isLetterOrDigit(first(i)) && "$€£%'’-&".indexOf(first(i)) < 0;
        }
    }
}
