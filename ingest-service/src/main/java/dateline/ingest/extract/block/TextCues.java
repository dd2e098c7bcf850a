package dateline.ingest.extract.block;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the words of a block hint at, in the languages that press releases come in most. Only the first
 * {@link #REACH} characters are looked at, and the cues that may stand anywhere only in short blocks.
 */
final class TextCues {

    private static final int REACH = 400;

    /** A cue with the length of the blocks in which it tells something. */
    private record Cue(Pattern pattern, int longest, boolean atStart) {
        boolean isIn(String text) {
            if (text.length() > longest) {
                return false;
            }
            var matcher = pattern.matcher(text);
            matcher.region(0, Math.min(text.length(), REACH));
            return atStart ? matcher.lookingAt() : matcher.find();
        }
    }

    private static final List<Cue> CUES = List.of(
            // links to other stories and calls to act
            start(
                    300,
                    "(related|read (more|also|next)|see (also|more)|more( from| on|:)|also (read|on)|recommended|you may|don.t miss|watch|listen|click"
                            + "|continue reading|sign up|subscribe|follow|share|join|download|sponsored|advertisement|lire (aussi|la suite)|à lire|voir aussi"
                            + "|lesen sie|mehr (zum|zu|lesen)|lesen|leia|veja|saiba|leggi|lea |lee |ver |vea|lees|läs |les (også|mer)|læs|lue |czytaj|zobacz"
                            + "|читайте|смотрите|подпис|читати|читайте також|devamı|ayrıca|další|číst)"),
            start(
                    120,
                    "(tags?|topics?|filed under|categor\\w+|keywords|themen|schlagw\\S+|mots-clés|etiquetas|temas|argomenti|теги|метки)\\b\\W"),
            // captions and credits
            start(
                    400,
                    "\\(?(photo|image|picture|credit|file|foto|bild|getty|reuters|ap photo|video|illustration|crédit|фото|рисунок)\\b"),
            anywhere(
                    300,
                    "(photo|image|credit|foto|bild|picture|photograph|фото)[^.]{0,20}[:/©]|getty images|/(reuters|ap|afp|dpa)\\b|shutterstock|©"),
            // bylines
            start(
                    140,
                    "(by|von|par|por|di|af|av|door|przez|автор|текст|written by|reporting by|editing by|posted by|published by)[ :]+\\p{L}"),
            // legal lines
            anywhere(
                    400,
                    "©|copyright|all rights reserved|alle rechte|tous droits|todos los derechos|tutti i diritti|все права|terms of (use|service)|privacy policy|datenschutz"),
            anywhere(300, "https?://|www\\.|@\\w|\\S@\\S+\\.\\w"),
            anywhere(
                    300,
                    "subscri|newsletter|sign (up|in)|log ?in|follow us|cookie|your (email|inbox)|download (our|the) app|abonn|anmeld|registr|suscr|inscri"),
            anywhere(100, "\\b(19|20)\\d\\d\\b"),
            anywhere(120, "\\b\\d{1,2}[:.h]\\d{2}\\b|\\b\\d+ ?(am|pm|min|minutes?|hours?|days?|uhr|mins|std)\\b"),
            start(
                    160,
                    "(published|updated|posted|last (updated|modified)|first published|publi|veröffentlicht|aktualisiert|stand\\b|опубликовано|обновлено)"),
            // the tails of releases and the notes about their writers
            start(
                    400,
                    "(about (the )?\\p{L}+|contacts?\\b|media (contact|enquir)|press (contact|office)|for (more|further) information|notes? to editors|for reference"
                            + "|forward-looking|more information|citation|# ?# ?#|-+ ?ends? ?-+$|provided by|pressekontakt|contact presse|über )"),
            anywhere(
                    400,
                    "\\b(is|was) (a|an|the) ([\\p{L}-]+ ){0,3}(reporter|writer|freelance\\w*|journalist|editor|correspondent|professor|author|columnist|contributor)"),
            start(400, "[\"“„«‘»—–-]"),
            start(20, "[\\d.,]+\\W*(shares?|comments?|likes?|views?|kommentare?|comentarios)?$"),
            start(400, "\\[|\\("),
            start(400, "(\\d{1,2}|[a-zA-Z])[.)] "),
            start(400, "[•*▪●·-]"),
            start(
                    80,
                    "(comments?|leave a (reply|comment)|kommentar\\w*|commentaires?|comentarios|reactions?|комментари\\w*|0 comments)\\b"),
            start(
                    400,
                    "(correction|clarification|editor.s note|update|note|disclaimer|disclosure|source|sources|quelle|fonte|fuente|hinweis|anmerkung)s?\\b\\W"));

    static final int COUNT = CUES.size();
    private static final int BYLINE = 4;
    private static final int PUBLISHED = 10;

    private TextCues() {}

    /** Whether a short text is a byline or says when the article was published. */
    static boolean isLabel(String text) {
        return CUES.get(BYLINE).isIn(text) || CUES.get(PUBLISHED).isIn(text);
    }

    private static Cue start(int longest, String pattern) {
        return new Cue(compile("[\\s\\p{So}>»→-]*" + "(?:" + pattern + ")"), longest, true);
    }

    private static Cue anywhere(int longest, String pattern) {
        return new Cue(compile(pattern), longest, false);
    }

    private static Pattern compile(String pattern) {
        return Pattern.compile(
                pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** The cues that a text gives, one bit each. */
    static int of(String text) {
        int found = 0;
        for (int cue = 0; cue < COUNT; cue++) {
            if (CUES.get(cue).isIn(text)) {
                found |= 1 << cue;
            }
        }
        return found;
    }
}
