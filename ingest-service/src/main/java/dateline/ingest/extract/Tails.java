package dateline.ingest.extract;

import dateline.ingest.extract.Paragraph.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Labels what press releases carry behind their text: facts for reference, the sender's portrait, notes to editors,
 * contacts, legal lines, the mark of the end. A part reaches to the next one that is labelled otherwise; none begins in the
 * first half of an article, and a heading only labels what stands below it.
 */
final class Tails {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private record Cue(Kind kind, Pattern pattern, int longest) {}

    private static final List<Cue> CUES = List.of(
            new Cue(
                    Kind.END_MARK,
                    Pattern.compile(
                            "^[\\s\\p{Pd}*#~]*(?:#\\s*){2,}[\\s\\p{Pd}*#]*$|^[\\s\\p{Pd}*#~]*(ends?|ende|fin|fine|конец)[\\s\\p{Pd}*#~.]*$",
                            FLAGS),
                    30),
            new Cue(
                    Kind.FOR_REFERENCE,
                    Pattern.compile(
                            "^(for (your )?reference|background( information| note)?|reference|справочно|для справки|справка|анықтама үшін|hintergrund|zum hintergrund|pour mémoire|contexte)\\s*[:.–—-]",
                            FLAGS),
                    4000),
            new Cue(
                    Kind.NOTES,
                    Pattern.compile(
                            "^(notes? (to|for) (the )?(editors?|journalists?|media)|editors?['’]? notes?|note aux rédact\\S+|hinweise? (an|für) (die )?redaktion\\S*|notas? para (los )?editores|примечани[ея] для редактор\\S*)",
                            FLAGS),
                    4000),
            new Cue(
                    Kind.CONTACT,
                    Pattern.compile(
                            "^((for )?(media|press|investor|news|public relations|pr)( relations)? (contacts?|enquir\\w+|inquir\\w+|office)|contacts?( (information|details|presse|us|for (the )?media))?\\s*:?\\s*$|contacts?\\s*:|for (more|further|additional) information,?( please)? (contact|visit|call|on)|presse?kontakte?|ansprechpartner\\S*|rückfragen|contacts? presse|contacto de prensa|контакт\\S*( для \\S+)?\\s*:)",
                            FLAGS),
                    600),
            new Cue(
                    Kind.DISCLAIMER,
                    Pattern.compile(
                            "^((cautionary )?(note|statement)s? (regarding|on|about|concerning) forward|forward[- ]looking (statements?|information)|safe harbou?r|disclaimer|legal notice|haftungsausschluss|this (press|news) release (may )?contains? (certain )?forward)",
                            FLAGS),
                    4000),
            new Cue(
                    Kind.ABOUT,
                    Pattern.compile(
                            "^(about (the |us\\b)?\\p{Lu}?[\\p{L}\\p{N}.&’' -]{2,70}:?$|about (the )?[\\p{L}\\p{N}.&’' -]{2,60}:\\s|über (die |das |den )?[\\p{L}\\p{N}.&’' -]{2,60}:?$|à propos (de|du|d[’'])[\\p{L}\\p{N}.&’' -]{2,60}:?$|(acerca|sobre) (de |del |la |el )?\\p{Lu}[\\p{L}\\p{N}.&’' -]{2,60}:?$|о компании\\b)",
                            FLAGS),
                    4000));

    private Tails() {}

    /** The paragraphs, those of tails labelled. */
    static List<Paragraph> label(List<Paragraph> paragraphs) {
        int total = paragraphs.stream().mapToInt(each -> each.text().length()).sum();
        List<Paragraph> labelled = new ArrayList<>(paragraphs.size());
        Kind current = null;
        int before = 0;
        for (Paragraph paragraph : paragraphs) {
            Kind cue = 2 * before >= total ? cue(paragraph) : null;
            current = cue == null ? current : cue;
            labelled.add(current == null ? paragraph : new Paragraph(current, paragraph.text()));
            before += paragraph.text().length();
        }
        return labelled;
    }

    private static Kind cue(Paragraph paragraph) {
        String text = paragraph.text();
        for (Cue cue : CUES) {
            if (text.length() <= cue.longest() && cue.pattern().matcher(text).find()) {
                return cue.kind();
            }
        }
        return null;
    }
}
