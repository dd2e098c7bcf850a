package dateline.enrich.quote;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.SpeechVerbs;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the verb of saying and its subject beside a quotation. */
final class CueFinder {

    private static final int LONGEST_SUBJECT = 24;
    private static final Set<String> ENDS_SUBJECT = Set.of(
            "in",
            "at",
            "on",
            "during",
            "after",
            "before",
            "while",
            "when",
            "as",
            "to",
            "from",
            "by",
            "with",
            "that",
            "who",
            "about",
            "last",
            "earlier",
            "later",
            "this",
            "because",
            "if",
            "where",
            "following",
            "via",
            "through",
            "yesterday",
            "today",
            "adding",
            "referring",
            "regarding",
            "dans",
            "lors",
            "auf",
            "gegenüber",
            "durante",
            "в",
            "на");
    private static final Set<String> AUXILIARIES = Set.of(
            "has",
            "had",
            "have",
            "was",
            "is",
            "also",
            "later",
            "then",
            "further",
            "recently",
            "once",
            "reportedly",
            "a",
            "hat",
            "ha",
            "would",
            "will",
            "did",
            "firmly",
            "publicly",
            "only",
            "simply",
            "repeatedly",
            "himself",
            "herself",
            "previously",
            "again",
            "even",
            "often",
            "never",
            "just");
    private static final Set<String> DETERMINERS = Set.of(
            "the", "a", "an", "his", "her", "their", "its", "our", "one", "another", "some", "many", "several", "both",
            "le", "la", "der", "die", "das", "el");

    private final PlainText text;
    private final Speakers speakers;

    CueFinder(PlainText text, Speakers speakers) {
        this.text = text;
        this.speakers = speakers;
    }

    /** The cue in what follows a quotation up to the end of its sentence, or null: "said X", "X said". */
    Cue after(Span rest) {
        List<Token> tokens = Tokens.of(text, rest);
        int first = 0;
        while (first < tokens.size() && isMark(tokens, first)) {
            if (first > 1) {
                return null;
            }
            first++;
        }
        int verb = verb(tokens, first, Math.min(tokens.size(), first + LONGEST_SUBJECT));
        if (verb < 0) {
            return dashed(tokens);
        }
        if (verb == first || (verb == first + 1 && AUXILIARIES.contains(lower(tokens, first)))) {
            Span subject = subjectAfter(tokens, verb + 1);
            return new Cue(tokens.get(verb).span(), subject, subject == null ? 0.6 : 0.95);
        }
        Span subject = subjectBetween(tokens, first, verb);
        return subject == null ? null : new Cue(tokens.get(verb).span(), subject, 0.95);
    }

    /** The cue in what leads up to a quotation from the beginning of its sentence, or null: "X said:", "according to X,". */
    Cue before(Span lead) {
        List<Token> tokens = Tokens.of(text, lead);
        Cue according = according(tokens);
        if (according != null) {
            return according;
        }
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (SpeechVerbs.isOne(lower(tokens, i))
                    && Character.isLowerCase(word(tokens, i).charAt(0))) {
                Span subject = subjectBefore(tokens, i);
                if (subject != null) {
                    return new Cue(tokens.get(i).span(), subject, i >= tokens.size() - 3 ? 0.9 : 0.75);
                }
            }
        }
        int last = tokens.size() - 1;
        // "... and said," whoever it was
        for (int i = last; i > 0 && i >= last - 1; i--) {
            if (SpeechVerbs.isOne(lower(tokens, i))) {
                return new Cue(tokens.get(i).span(), null, 0.6);
            }
        }
        if (last > 0 && last <= 8 && (is(tokens, last, ":") || is(tokens, last, "："))) {
            return new Cue(
                    tokens.get(last).span(),
                    text.trim(
                            new Span(tokens.get(0).start(), tokens.get(last - 1).end())),
                    0.7);
        }
        return null;
    }

    /** The cue of a sentence's beginning whose last word is a verb that reports, its speaker null where none is to be found. */
    Cue subject(Span lead) {
        List<Token> tokens = Tokens.of(text, lead);
        int verb = tokens.size() - 1;
        return new Cue(tokens.get(verb).span(), subjectBefore(tokens, verb), 0.75);
    }

    private Cue according(List<Token> tokens) {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (lower(tokens, i).equals("according") && lower(tokens, i + 1).equals("to")) {
                int end = i + 2;
                while (end < tokens.size() && !is(tokens, end, ",") && !is(tokens, end, ":")) {
                    end++;
                }
                return new Cue(
                        new Span(tokens.get(i).start(), tokens.get(i + 1).end()),
                        new Span(tokens.get(i + 2).start(), tokens.get(end - 1).end()),
                        0.85);
            }
        }
        return null;
    }

    // "...” ― Carla Sanchez"
    private Cue dashed(List<Token> tokens) {
        if (tokens.size() < 2
                || "—–―-".indexOf(word(tokens, 0).charAt(0)) < 0
                || !Character.isUpperCase(word(tokens, 1).charAt(0))) {
            return null;
        }
        int end = 1;
        while (end < tokens.size()
                && end < 8
                && !is(tokens, end, ",")
                && !is(tokens, end, ".")
                && !is(tokens, end, "(")) {
            end++;
        }
        return new Cue(
                tokens.get(0).span(),
                new Span(tokens.get(1).start(), tokens.get(end - 1).end()),
                0.7);
    }

    // The first verb of saying that has its subject before it or is the first word; clauses in commas may stand
    // between.
    private int verb(List<Token> tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            String word = word(tokens, i);
            boolean lower = Character.isLowerCase(word.charAt(0)) || isUncased(word);
            if (lower && SpeechVerbs.isOne(word)) {
                return i;
            }
            if (is(tokens, i, ";") || is(tokens, i, "?") || is(tokens, i, "!")) {
                return -1;
            }
        }
        return -1;
    }

    // "said Carmel Martin, executive vice president for policy": the name and what is set beside it in commas is left
    // out.
    private Span subjectAfter(List<Token> tokens, int from) {
        int start = from;
        while (start < tokens.size() && AUXILIARIES.contains(lower(tokens, start))) {
            start++;
        }
        int end = start;
        while (end < tokens.size()
                && end - start < LONGEST_SUBJECT
                && !isMark(tokens, end)
                && !(end > start && ENDS_SUBJECT.contains(lower(tokens, end)))) {
            end++;
        }
        if (end <= start || ENDS_SUBJECT.contains(lower(tokens, start))) {
            return null;
        }
        Span subject = new Span(tokens.get(start).start(), tokens.get(end - 1).end());
        return isNominal(tokens, start) ? subject : null;
    }

    private Span subjectBetween(List<Token> tokens, int from, int verb) {
        int end = verb;
        while (end > from && AUXILIARIES.contains(lower(tokens, end - 1))) {
            end--;
        }
        int start = from;
        for (int i = from; i < end; i++) {
            if (lower(tokens, i).equals("and") || lower(tokens, i).equals("but")) {
                start = i == from ? i + 1 : start;
            }
        }
        int comma = start;
        while (comma < end && !is(tokens, comma, ",") && !is(tokens, comma, "(")) {
            comma++;
        }
        end = comma > start ? comma : end;
        if (end <= start) {
            return null;
        }
        return isNominal(tokens, start)
                        || speakers.lastWithin(new Span(
                                        tokens.get(start).start(),
                                        tokens.get(end - 1).end()))
                                != null
                ? new Span(tokens.get(start).start(), tokens.get(end - 1).end())
                : null;
    }

    // "Clinton, at a later press gaggle, said": the words before the verb, or the person named last before it.
    private Span subjectBefore(List<Token> tokens, int verb) {
        int end = verb;
        while (end > 0 && AUXILIARIES.contains(lower(tokens, end - 1))) {
            end--;
        }
        if (end == 0) {
            return null;
        }
        if (Speakers.isPronoun(lower(tokens, end - 1))) {
            return tokens.get(end - 1).span();
        }
        boolean comma = is(tokens, end - 1, ",");
        int start = end;
        while (!comma
                && start > 0
                && !isMark(tokens, start - 1)
                && !isClauseWord(lower(tokens, start - 1))
                && end - start < LONGEST_SUBJECT) {
            start--;
        }
        Span near = start < end
                ? new Span(tokens.get(start).start(), tokens.get(end - 1).end())
                : null;
        if (near != null && (isNominal(tokens, start) || speakers.lastWithin(near) != null)) {
            return near;
        }
        return speakers.lastWithin(
                new Span(tokens.get(0).start(), tokens.get(end - 1).end()));
    }

    private static boolean isClauseWord(String word) {
        return word.equals("and")
                || word.equals("but")
                || word.equals("that")
                || word.equals("as")
                || word.equals("while")
                || word.equals("when")
                || word.equals("which")
                || word.equals("because");
    }

    private boolean isNominal(List<Token> tokens, int i) {
        String word = word(tokens, i);
        return Character.isUpperCase(word.charAt(0))
                || isUncased(word)
                || DETERMINERS.contains(lower(tokens, i))
                || Speakers.isPronoun(lower(tokens, i))
                || word.endsWith("s")
                || word.endsWith("man")
                || word.endsWith("woman");
    }

    private static boolean isUncased(String word) {
        char c = word.charAt(0);
        return Character.isLetter(c) && !Character.isLowerCase(c) && !Character.isUpperCase(c);
    }

    private boolean isMark(List<Token> tokens, int i) {
        char c = text.chars().charAt(tokens.get(i).start());
        boolean abbreviation = c == '.'
                && i > 0
                && tokens.get(i - 1).end() - tokens.get(i - 1).start() <= 4
                && Character.isUpperCase(text.chars().charAt(tokens.get(i - 1).start()))
                && i + 1 < tokens.size();
        return !abbreviation
                && !Character.isLetterOrDigit(c)
                && c != '\''
                && c != '’'
                && c != '&'
                && c != '-'
                && c != '$';
    }

    private boolean is(List<Token> tokens, int i, String word) {
        return word(tokens, i).equals(word);
    }

    private String lower(List<Token> tokens, int i) {
        return word(tokens, i).toLowerCase(Locale.ROOT);
    }

    private String word(List<Token> tokens, int i) {
        return text.read(tokens.get(i).span());
    }
}
