package dateline.enrich.entity;

import static dateline.enrich.entity.NameWords.isCompanyForm;
import static dateline.enrich.entity.NameWords.isConnector;
import static dateline.enrich.entity.NameWords.isHonorific;
import static dateline.enrich.entity.NameWords.isLandform;
import static dateline.enrich.entity.NameWords.isNameParticle;
import static dateline.enrich.entity.NameWords.isNeverName;
import static dateline.enrich.entity.NameWords.isOfficeWord;
import static dateline.enrich.entity.NameWords.isOrganisationHead;
import static dateline.enrich.entity.NameWords.isRole;
import static dateline.enrich.entity.NameWords.isRoleModifier;

import dateline.enrich.entity.Lexicon.Entry;
import dateline.enrich.entity.Lexicon.Found;
import dateline.enrich.entity.Lexicon.Kind;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.SpeechVerbs;
import dateline.enrich.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the mentions of one paragraph by known names, by the words that organisations, offices and titles are made of, and by
 * capitals. It reads from left to right; at each capitalised word the first rule that holds takes its words. One use, one paragraph.
 * The rules stand in one file because they decide against each other.
 */
final class MentionFinder {

    private static final int LONGEST_NAME = 16;
    private static final int LONGEST_ACRONYM = 10;
    private static final Set<String> PLACE_PREPOSITIONS = Set.of(
            "in", "at", "from", "near", "to", "of", "through", "via", "between", "outside", "around", "across", "into",
            "towards", "visit", "visited", "à", "en", "aus", "nach", "bei", "в", "из", "во");
    private static final Set<String> WHOLE_BODIES = Set.of(
            "Senate", "Congress", "Parliament", "Bundestag", "Bundesrat", "Knesset", "Majilis", "Mazhilis", "Duma");
    private static final long TOWN = 100_000;
    private static final long GREAT_CITY = 700_000;

    private final PlainText text;
    private final List<Token> tokens;
    private final Lexicon lexicon;
    private final String language;
    private final List<Raw> found = new ArrayList<>();
    private final int[] claimedUntil;

    MentionFinder(PlainText text, List<Token> tokens, Lexicon lexicon, String language) {
        this.text = text;
        this.tokens = tokens;
        this.lexicon = lexicon;
        this.language = language;
        this.claimedUntil = new int[tokens.size()];
    }

    /** The mentions in order. */
    List<Raw> find() {
        defineAcronyms();
        for (int i = 0; i < tokens.size(); ) {
            int next = isCapital(i) ? take(i) : i + 1;
            i = Math.max(next, i + 1);
        }
        return found;
    }

    private int take(int i) {
        if (claimedUntil[i] > i) {
            return claimedUntil[i];
        }
        int afterRole = takeRole(i);
        if (afterRole > i) {
            return afterRole;
        }
        int afterOrganisation = takeOrganisation(i);
        if (afterOrganisation > i) {
            return afterOrganisation;
        }
        Found known = lexicon.find(text, tokens, i, language);
        if (known != null && known.entry().kind() == Kind.DEMONYM) {
            return takeOfPeople(i, known);
        }
        int afterLandform = takeLandform(i);
        if (afterLandform > i) {
            return afterLandform;
        }
        int afterPerson = takePerson(i, null);
        if (afterPerson > i && (known == null || afterPerson - i > known.tokens())) {
            return afterPerson;
        }
        return known == null ? i + 1 : takeKnown(i, known);
    }

    // ---- "long form (ACRONYM)"

    private void defineAcronyms() {
        for (int i = 1; i + 2 < tokens.size(); i++) {
            if (is(i, "(") && is(i + 2, ")") && isAcronym(word(i + 1))) {
                int start = longForm(i, word(i + 1));
                if (start >= 0) {
                    Span span = new Span(
                            tokens.get(start).start(), tokens.get(i - 1).end());
                    Entry entry = exactly(start, i);
                    EntityType type = entry == null ? EntityType.ORGANISATION : entry.type();
                    found.add(new Raw(span, type, entry, null, word(i + 1), 0.95));
                    found.add(new Raw(tokens.get(i + 1).span(), type, entry, null, word(i + 1), 0.95));
                    for (int k = start; k < i + 3; k++) {
                        claimedUntil[k] = i + 3;
                    }
                }
            }
        }
    }

    // The start of the name before the bracket whose initials hold the acronym's letters, the first one first; -1 when
    // none does.
    private int longForm(int bracket, String acronym) {
        int start = -1;
        int[] letters = new int[128];
        int missing = 0;
        for (int k = 0; k < acronym.length(); k++) {
            char c = acronym.charAt(k);
            if (c < 128 && Character.isLetter(c)) {
                letters[Character.toUpperCase(c)]++;
                missing++;
            }
        }
        if (missing < 2) {
            return -1;
        }
        for (int i = bracket - 1; i >= 0 && bracket - i <= LONGEST_NAME; i--) {
            if (!isCapital(i)) {
                if (isConnector(word(i)) || is(i, "-") || is(i, ",")) {
                    continue;
                }
                break;
            }
            for (char initial : initials(word(i))) {
                if (initial < 128 && letters[initial] > 0) {
                    letters[initial]--;
                    missing--;
                }
            }
            if (missing == 0 && initials(word(i))[0] == Character.toUpperCase(acronym.charAt(0))) {
                start = i;
                break;
            }
        }
        // "United Nations Department ... (DPPA)": capitals that touch the name belong to it, titles do not.
        while (start > 0
                && isCapital(start - 1)
                && adjacent(start - 1)
                && !isRole(word(start - 1))
                && !isNeverName(word(start - 1))) {
            start--;
        }
        return bracket - start >= 2 || (start >= 0 && initials(word(start)).length > 1) ? start : -1;
    }

    private static char[] initials(String word) {
        if (word.equals(word.toUpperCase(Locale.ROOT)) && word.length() <= 4) {
            return word.toCharArray();
        }
        StringBuilder initials = new StringBuilder();
        for (String piece : word.split("[-&.]", -1)) {
            if (!piece.isEmpty()) {
                initials.append(Character.toUpperCase(piece.charAt(0)));
            }
        }
        return initials.length() == 0 ? new char[] {' '} : initials.toString().toCharArray();
    }

    // ---- offices and the people who hold them

    // "Deputy Prime Minister - Minister of Foreign Affairs of Republic of Kazakhstan Murat Nurtleu"
    private int takeRole(int start) {
        int i = start;
        Found people = lexicon.find(text, tokens, i, language);
        if (people != null
                && people.entry().kind() != Kind.CITY
                && people.entry().kind() != Kind.COUNTRY
                && i + people.tokens() < tokens.size()
                && isCapital(i + people.tokens())) {
            i += people.tokens();
        }
        int end = roleWords(i);
        if (end < 0) {
            return start;
        }
        int last = end;
        boolean complement = false;
        while (last < tokens.size()) {
            int next = complementEnd(last);
            if (next > last) {
                complement = true;
                last = next;
                continue;
            }
            int further = (is(last, "-") || is(last, "–") || is(last, "and")) ? roleWords(last + 1) : -1;
            if (further < 0) {
                break;
            }
            last = further;
            complement = false;
        }
        String role = text.original(
                new Span(tokens.get(start).start(), tokens.get(last - 1).end()));
        if (complement) {
            int name = nameWithin(end, last);
            if (name > 0) {
                role = text.original(
                        new Span(tokens.get(start).start(), tokens.get(name - 1).end()));
                takeWithin(end, name);
                return takePerson(name, role) > name ? afterPerson(name) : Math.max(last, start + 1);
            }
            takeWithin(end, last);
        }
        int name = is(last, ",") ? last + 1 : last;
        boolean comma = name > last;
        if (name < tokens.size() && isCapital(name) && claimedUntil[name] <= name) {
            boolean full = fullName(name) > name;
            if (full || (!comma && isPlainName(name))) {
                int after = takePerson(name, role);
                if (after > name) {
                    return after;
                }
            }
        }
        return last > start + 1 || complement ? last : start;
    }

    // Words like "Deputy Prime Minister", at least one of them an office; -1 when there are none.
    private int roleWords(int start) {
        int i = start;
        boolean office = false;
        while (i < tokens.size() && isCapital(i) && claimedUntil[i] <= i && isRoleModifier(word(i))) {
            office |= isRole(word(i));
            i++;
            if (is(i, "-")
                    && i + 1 < tokens.size()
                    && isRole(word(i + 1))
                    && tokens.get(i).start() == tokens.get(i - 1).end()) {
                i++;
            }
        }
        return office ? i : -1;
    }

    // "of Foreign Affairs", "of the UN Regional Center (UNRCCA)", "for Central Asia"; where it starts when there is
    // none.
    private int complementEnd(int start) {
        if (!(is(start, "of")
                || is(start, "for")
                || is(start, "at")
                || is(start, "to")
                || is(start, "de")
                || is(start, "du")
                || is(start, "der")
                || (is(start, "and") && isOfficeWord(word(start + 1))))) {
            return start;
        }
        int i = start + 1;
        while (is(i, "the") || is(i, "la") || is(i, "its")) {
            i++;
        }
        int begin = i;
        while (i < tokens.size() && isCapital(i) && (i == begin || adjacent(i - 1) || claimedUntil[i - 1] > i - 1)) {
            i = claimedUntil[i] > i ? claimedUntil[i] : i + 1;
        }
        return i > begin ? i : start;
    }

    // Where in a title's complement the holder's name begins: a given name, or what follows a country's name; 0 when
    // nowhere.
    private int nameWithin(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (claimedUntil[i] > i || !isCapital(i)) {
                continue;
            }
            if (i + 1 < tokens.size()
                    && lexicon.isGivenName(word(i))
                    && adjacent(i)
                    && isCapital(i + 1)
                    && !isOrganisationHead(word(i + 1))
                    && !isOfficeWord(word(i))
                    && (isCapital(i - 1) || is(i - 1, ")"))) {
                return i;
            }
            Found known = lexicon.find(text, tokens, i, language);
            if (known != null && known.entry().kind() == Kind.COUNTRY) {
                int after = i + known.tokens();
                if (after < to && isCapital(after) && isPlainName(after)) {
                    return after;
                }
                i = after - 1;
            }
        }
        int segment = to;
        while (segment > from
                && isCapital(segment - 1)
                && claimedUntil[segment - 1] <= segment - 1
                && !isOfficeWord(word(segment - 1))
                && !isOrganisationHead(word(segment - 1))) {
            segment--;
        }
        boolean afterOffice = segment > from && segment < to && isCapital(segment - 1);
        return afterOffice
                        && to - segment >= 2
                        && to - segment <= 3
                        && lexicon.find(text, tokens, segment, language) == null
                ? segment
                : 0;
    }

    // The organisations and places that a title names.
    private void takeWithin(int from, int to) {
        for (int i = from; i < to; ) {
            int next = i + 1;
            if (isCapital(i) && claimedUntil[i] <= i) {
                int organisation = takeOrganisation(i);
                Found known = organisation > i ? null : lexicon.find(text, tokens, i, language);
                if (organisation > i) {
                    next = organisation;
                } else if (known != null && known.entry().kind() != Kind.DEMONYM && i + known.tokens() <= to) {
                    next = takeKnown(i, known);
                }
            } else if (claimedUntil[i] > i) {
                next = claimedUntil[i];
            }
            i = next;
        }
    }

    // ---- people

    private int takePerson(int start, String role) {
        int end = role == null
                ? personEnd(start)
                : Math.max(fullName(start), isPlainName(start) ? nameEnd(start) : start);
        if (end <= start) {
            return start;
        }
        String office = role == null || isHonorific(role) ? roleAfter(end) : role;
        double confidence = role != null && end - start > 1
                ? 0.95
                : lexicon.isGivenName(word(start)) && end - start > 1 ? 0.9 : 0.75;
        found.add(new Raw(
                new Span(tokens.get(start).start(), tokens.get(end - 1).end()),
                EntityType.PERSON,
                null,
                office,
                null,
                confidence));
        for (int i = start; i < end; i++) {
            claimedUntil[i] = end;
        }
        return end;
    }

    private int afterPerson(int start) {
        return claimedUntil[start];
    }

    // A given name and what follows; or two or three capitals beside a verb of saying.
    private int personEnd(int start) {
        int full = fullName(start);
        if (full > start) {
            return full;
        }
        int end = nameEnd(start);
        boolean two = end - start >= 2 && end - start <= 3 && isPlainName(start);
        boolean speaks = (end < tokens.size() && SpeechVerbs.isOne(word(end)))
                || (start > 0 && SpeechVerbs.isOne(word(start - 1)) && !isCapital(start - 1));
        return two && speaks && lexicon.find(text, tokens, start, language) == null && !hasOfficeWord(start, end)
                ? end
                : start;
    }

    private boolean hasOfficeWord(int start, int end) {
        for (int i = start; i < end; i++) {
            if (isOfficeWord(word(i)) || isRoleModifier(word(i))) {
                return true;
            }
        }
        return false;
    }

    private int fullName(int start) {
        if (!lexicon.isGivenName(word(start)) && !isInitial(word(start))) {
            return start;
        }
        int end = nameEnd(start);
        return end - start >= 2 && !isInitial(word(end - 1)) && !hasOrganisationHead(start, end) ? end : start;
    }

    private boolean hasOrganisationHead(int start, int end) {
        for (int i = start; i < end; i++) {
            if (isOrganisationHead(word(i)) || isCompanyForm(word(i))) {
                return true;
            }
        }
        return end < tokens.size()
                && isCapital(end)
                && adjacent(end - 1)
                && (isOrganisationHead(word(end)) || isCompanyForm(word(end)));
    }

    // The end of a run of at most four capitals that can be a name, small particles between them included.
    private int nameEnd(int start) {
        int i = start;
        int words = 0;
        while (i < tokens.size() && words < 4) {
            boolean first = i == start;
            if (isCapital(i) && (first || adjacent(i - 1)) && isPlainName(i)) {
                i++;
                words++;
            } else if (!first
                    && isNameParticle(word(i))
                    && !isCapital(i)
                    && i + 1 < tokens.size()
                    && isCapital(i + 1)
                    && isPlainName(i + 1)) {
                i++;
            } else {
                break;
            }
        }
        return i;
    }

    private boolean isPlainName(int i) {
        String word = word(i);
        boolean shouting = word.length() > 3
                && word.equals(word.toUpperCase(Locale.ROOT))
                && word.indexOf('.') < 0
                && word.indexOf('-') < 0;
        if (shouting
                || isNeverName(word)
                || isOrganisationHead(word)
                || isCompanyForm(word)
                || (isOfficeWord(word) && !lexicon.isGivenName(word))
                || Character.isDigit(word.charAt(0))) {
            return false;
        }
        if (claimedUntil[i] > i || (isRole(word) && !lexicon.isGivenName(word))) {
            return false;
        }
        Found known = lexicon.find(text, tokens, i, language);
        return known == null || known.entry().kind() == Kind.CITY || lexicon.isGivenName(word);
    }

    private static boolean isInitial(String word) {
        return word.length() == 2 && word.charAt(1) == '.' && Character.isUpperCase(word.charAt(0));
    }

    // "Kakha Imnadze, head of the UNRCCA,"
    private String roleAfter(int end) {
        if (!is(end, ",") || end + 2 >= tokens.size()) {
            return null;
        }
        int start = end + 1;
        while (is(start, "the") || is(start, "a") || is(start, "an")) {
            start++;
        }
        int i = start;
        boolean office = false;
        while (i < tokens.size() && i - start < 5 && Character.isLetter(word(i).charAt(0)) && !isConnector(word(i))) {
            String capitalised = word(i).substring(0, 1).toUpperCase(Locale.ROOT) + word(i).substring(1);
            office |= isRole(capitalised);
            i++;
            if (office) {
                break;
            }
        }
        if (!office) {
            return null;
        }
        while (i < tokens.size() && i - start < LONGEST_NAME && (isCapital(i) || isConnector(word(i)))) {
            i++;
        }
        while (i > start && isConnector(word(i - 1))) {
            i--;
        }
        return text.original(
                new Span(tokens.get(start).start(), tokens.get(i - 1).end()));
    }

    // ---- organisations

    private int takeOrganisation(int start) {
        if (isNeverName(word(start)) || claimedUntil[start] > start) {
            return start;
        }
        int end = start;
        int head = -1;
        boolean form = false;
        while (end < tokens.size()
                && end - start < LONGEST_NAME
                && isCapital(end)
                && claimedUntil[end] <= end
                && (end == start || adjacent(end - 1))) {
            if (end > start + 1 && head < 0 && isRole(word(end))) {
                break;
            }
            if (head >= 0 && lexicon.isGivenName(word(end)) && end + 1 < tokens.size() && isCapital(end + 1)) {
                break;
            }
            head = isOrganisationHead(word(end)) ? end : head;
            form |= end > start && isCompanyForm(word(end));
            end++;
        }
        if (form) {
            return claim(start, end, EntityType.ORGANISATION, 0.9);
        }
        if (head < 0) {
            return start;
        }
        int last = end == head + 1 || end - head <= 2 ? extended(end) : extended(head + 1);
        boolean alone = last - start == 1;
        if (alone && !WHOLE_BODIES.contains(word(start))) {
            return start;
        }
        return claim(start, last, EntityType.ORGANISATION, alone ? 0.7 : 0.85);
    }

    // "Ministry of Energy and Mineral Resources": what the small words tie to the head.
    private int extended(int end) {
        int last = end;
        while (last < tokens.size() && last - end < LONGEST_NAME) {
            boolean ties = is(last, "of")
                    || is(last, "for")
                    || is(last, "on")
                    || is(last, "de")
                    || is(last, "für")
                    || is(last, "du")
                    || is(last, "des");
            boolean joins = (is(last, "and") || is(last, "&")) && last > end;
            if (!ties && !joins) {
                break;
            }
            int i = last + 1;
            while (is(i, "the") || is(i, "la") || is(i, "los")) {
                i++;
            }
            if (i >= tokens.size()
                    || !isCapital(i)
                    || claimedUntil[i] > i
                    || (joins
                            && (isOrganisationHead(word(i))
                                    || isRole(word(i))
                                    || lexicon.isGivenName(word(i))
                                    || lexicon.find(text, tokens, i, language) != null))) {
                break;
            }
            Found known = lexicon.find(text, tokens, i, language);
            int segment = known != null && known.entry().kind() == Kind.COUNTRY ? i + known.tokens() : i;
            while (known == null
                    && segment < tokens.size()
                    && isCapital(segment)
                    && (segment == i || adjacent(segment - 1))
                    && claimedUntil[segment] <= segment
                    && !(segment > i && lexicon.isGivenName(word(segment)))) {
                segment++;
            }
            segment = known != null && segment == i ? i + known.tokens() : segment;
            last = segment;
        }
        return last;
    }

    private int takeOfPeople(int start, Found people) {
        int next = start + people.tokens();
        if (next >= tokens.size() || !isCapital(next) || !adjacent(next - 1)) {
            return next;
        }
        if (isAcronym(word(next)) && word(next).length() >= 3) {
            return claim(start, next + 1, EntityType.ORGANISATION, 0.85);
        }
        return next;
    }

    // ---- places

    // "the Middle corridor": one or two capitals within a sentence and what they are, written small.
    private int takeLandform(int start) {
        int end = start + 1;
        if (isCapital(end) && adjacent(start)) {
            end++;
        }
        boolean within = start > 0 && Character.isLowerCase(word(start - 1).charAt(0));
        return within && isLandform(word(end)) && adjacent(end - 1) && !isNeverName(word(start))
                ? claim(start, end + 1, EntityType.PLACE, 0.85)
                : start;
    }

    // ---- what the lexicon knows

    private int takeKnown(int start, Found known) {
        int end = start + known.tokens();
        Entry entry = known.entry();
        if (entry.kind() == Kind.CITY && !isTown(start, end, entry)) {
            return start + 1;
        }
        double confidence = entry.kind() == Kind.CITY ? 0.8 : 0.95;
        found.add(new Raw(
                new Span(tokens.get(start).start(), tokens.get(end - 1).end()),
                entry.type(),
                entry,
                null,
                null,
                confidence));
        for (int i = start; i < end; i++) {
            claimedUntil[i] = end;
        }
        return end;
    }

    // Many a town's name is also a word or a surname: it has to be great, or stand where a place stands.
    private boolean isTown(int start, int end, Entry entry) {
        boolean before = start > 0 && isCapital(start - 1) && adjacent(start - 1) && !isNeverName(word(start - 1));
        boolean after = end < tokens.size() && isCapital(end) && adjacent(end - 1) && !isNeverName(word(end));
        boolean weak = end - start == 1 && (word(start).length() < 4 || lexicon.isGivenName(word(start)));
        if (before || after || weak || isNeverName(word(start))) {
            return false;
        }
        boolean placed =
                start > 0 && PLACE_PREPOSITIONS.contains(word(start - 1).toLowerCase(Locale.ROOT));
        boolean named = false;
        if (is(end, ",") && end + 1 < tokens.size() && isCapital(end + 1)) {
            Found next = lexicon.find(text, tokens, end + 1, language);
            named = next != null && next.entry().kind() == Kind.COUNTRY;
        }
        return named || entry.weight() >= (placed ? TOWN : GREAT_CITY);
    }

    private Entry exactly(int start, int end) {
        Found known = lexicon.find(text, tokens, start, language);
        return known != null && start + known.tokens() == end ? known.entry() : null;
    }

    // ---- words

    private int claim(int start, int end, EntityType type, double confidence) {
        found.add(new Raw(
                new Span(tokens.get(start).start(), tokens.get(end - 1).end()),
                type,
                exactly(start, end),
                null,
                null,
                confidence));
        for (int i = start; i < end; i++) {
            claimedUntil[i] = end;
        }
        return end;
    }

    private String word(int i) {
        return i < tokens.size() ? text.read(tokens.get(i).span()) : " ";
    }

    private boolean is(int i, String word) {
        return i >= 0
                && i < tokens.size()
                && tokens.get(i).end() - tokens.get(i).start() == word.length()
                && text.chars().startsWith(word, tokens.get(i).start());
    }

    private boolean isCapital(int i) {
        return i >= 0
                && i < tokens.size()
                && Character.isUpperCase(text.chars().charAt(tokens.get(i).start()));
    }

    // Only a blank stands between the token and the next.
    private boolean adjacent(int i) {
        return i + 1 < tokens.size()
                && tokens.get(i + 1).start() - tokens.get(i).end() <= 1;
    }

    static boolean isAcronym(String word) {
        if (word.length() < 2 || word.length() > LONGEST_ACRONYM || !Character.isUpperCase(word.charAt(0))) {
            return false;
        }
        long upper = word.chars().filter(Character::isUpperCase).count();
        return upper >= 2
                && upper * 3 >= word.length() * 2L
                && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '&' || c == '.');
    }
}
