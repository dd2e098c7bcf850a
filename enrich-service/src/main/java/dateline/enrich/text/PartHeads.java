package dateline.enrich.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that open the parts of a release, in the languages of its readers. Each is tried on one line's beginning. */
final class PartHeads {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    // What may follow a head: the end of its line, or a mark that parts it from its text.
    private static final String STOP = "\\s*(?:[:：.–—―]|\\s-\\s|-+\\s|\\(|$)";

    private static final Pattern END_MARK = Pattern.compile(
            "[-–—*\\[(\\s]*(?:#\\s?#\\s?#[#\\s]*|[-–—]\\s?30\\s?[-–—]|\\[?\\(?end\\)?\\]?|ends|ende|fin|fine|finis|final|einde|slut|конец|соңы|end of (?:press |news )?release|"
                    + "xxx|\\*\\s?\\*\\s?\\*[*\\s]*|- ?o ?-)[-–—*\\])#.\\s]*",
            FLAGS);

    private static final Map<PartKind, Pattern> TAIL = Map.of(
            PartKind.FOR_REFERENCE,
                    head(
                            "for (?:your )?(?:reference|information)|reference(?: note)?|fact ?box|background(?: information| note)?|good to know|pour (?:référence|mémoire|rappel|information)|"
                                    + "rappel|contexte|hintergrund(?:informationen)?|zum hintergrund|(?:para|como) referencia|antecedentes|contexto|"
                                    + "справка|справочно|для справки|справочная информация|анықтама(?: үшін)?|ақпарат үшін|для довідки|довідково|bilgi notu|背景资料|背景|参考"),
            PartKind.NOTES,
                    head(
                            "(?:media |press |editor'?’?s'?’? |editorial |important |additional )?notes?(?: (?:to|for) (?:the )?(?:editors?|media|journalists|press|newsrooms?|broadcasters))?(?: and broadcasters)?|"
                                    + "information for editors|editors?['’]?s? notes?|notes? (?:aux|à l['’]attention des) (?:rédacteurs|rédactions|éditeurs|journalistes)|"
                                    + "hinweise? (?:für|an) (?:die )?(?:redaktion(?:en)?|medien|journalisten)|redaktionelle(?:r)? hinweise?|notas? (?:para|a) (?:los )?(?:editores|redactores|periodistas|prensa)|"
                                    + "(?:примечани[ея]|информация) (?:для|к) (?:редактор(?:ов|ам)|редакци[ийя]|сми|прессы)|примечани[ея]|к сведению (?:редакторов|сми)|редакторларға ескерту|ескерту"),
            PartKind.CONTACT,
                    head(
                            "(?:(?:for )?(?:more|further|additional) (?:information|details|info)|(?:for )?(?:more|further|additional) (?:information|details|info)(?:[^.]{0,60}?)(?:contact|call|e-?mail|write to|visit)[^\\n]*|"
                                    + "(?:please )?contact(?:s|ez|o|os|i)?(?:s)?(?: (?:information|details|persons?|for (?:the )?(?:media|press)|presse|médias?|de prensa|para (?:la prensa|medios)|us))?|"
                                    + "(?:media|press|news|investor|pr|public|company|corporate|journalist|analyst)s?(?: (?:and|&) (?:media|press|investor|public)s?)?(?: relations| affairs)?(?: team)?[ -](?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|office|queries|desk|relations)(?: (?:information|details))?|"
                                    + "(?:presse|medien)?-?kontakte?(?: für (?:die )?(?:presse|medien))?|pressestelle|ansprechpartner(?:in)?|rückfragen(?: bitte an)?|(?:relations|service de) presse|renseignements|"
                                    + "contactos?(?: de)? prensa|más información|pour (?:plus|de plus amples) (?:d['’])?informations?[^\\n]*|für (?:weitere|nähere) informationen[^\\n]*|para (?:más|mayor) información[^\\n]*|"
                                    + "контакты?(?: для (?:сми|прессы))?|контактная информация|пресс-служба|дополнительная информация|байланыс(?:у үшін)?|байланыстар|қосымша ақпарат)"),
            PartKind.DISCLAIMER,
                    head(
                            "(?:cautionary (?:statement|note|language)s?|note|information|statement|disclosure|disclaimer)?(?: (?:on|about|regarding|concerning))?\\s?forward[- ]looking (?:statements?|information)[^\\n]{0,60}|"
                                    + "safe harbou?r(?: statement)?[^\\n]{0,60}|disclaimer|legal (?:notice|disclaimer)|important (?:notice|information|legal information)|cautionary (?:statement|note)s?[^\\n]{0,80}|copyright notice|"
                                    + "avertissement|mentions légales|déclarations prospectives|haftungsausschluss|rechtlicher hinweis|disclaimer|zukunftsgerichtete aussagen|"
                                    + "aviso legal|descargo de responsabilidad|declaraciones prospectivas|отказ от ответственности|заявлени[ея] прогнозного характера|жауапкершіліктен бас тарту"));

    private static final Pattern ABOUT = Pattern.compile(
            "(?<self>о компании|біз туралы|about us|über uns|qui sommes-nous)|(?:about(?: the)?|à propos (?:de |d['’]|du |des |de la )?|über|acerca de|sobre|об? (?:организации|компании|банке|фонде|университете)|о|об|"
                    + "(?<cap>\\p{Lu}[\\p{L}\\d&.,'’-]*(?: [\\p{L}\\d&.,'’()-]+){0,7}) туралы)\\b",
            FLAGS);
    private static final Pattern DISCLAIMING_SENTENCE = Pattern.compile(
            "(?:this|the) (?:press|news|media)? ?(?:release|announcement|communication|document) (?:contains|includes|may contain)[^.]{0,60}forward[- ]looking|"
                    + "(?:this|the) [^.]{0,40}(?:does not|shall not) constitute (?:an? )?(?:offer|solicitation)|neither the [^.]{0,60}accepts responsibility|"
                    + "(?:statements|certain statements)[^.]{0,80} forward[- ]looking|dieses dokument enthält zukunftsgerichtete|le présent communiqué (?:de presse )?contient des (?:déclarations|informations) prospectives",
            FLAGS);
    private static final Pattern CORRECTION = Pattern.compile(
            "[\\[(*\\s]*(?:corrections?|correcting|corrected|corrects|corrigendum|erratum|clarification|retraction|update[ds]?|update \\d+|refiling|refile|editor'?’?s'? note|"
                    + "berichtigung|korrektur|aktualisierung|rectificati(?:f|on)|correctif|mise à jour|rectificación|corrección|actualización|исправление|поправка|уточнение|обновлен[оие]{1,2}|түзету|жаңартылды)"
                    + "(?:\\s*[:：)\\]–—*]|\\s+-|\\s+(?:and replac|to (?:the )?(?:press|news|earlier|previous)|of (?:the )?(?:press|news|earlier|previous)|der (?:presse)?mitteilung|du communiqué))"
                    + "|\\s*(?:this|the) (?:version|story|release|article|item|announcement|press release|news release) (?:has been |was |is )?(?:corrects|corrected|updated|amended|replaces|supersedes)"
                    + "|\\s*(?:corrects (?:with|to|the|spelling|name|date|figure|headline)|updates (?:with|spelling|headline|throughout))\\b",
            FLAGS);

    private PartHeads() {}

    private static Pattern head(String alternatives) {
        return Pattern.compile("[\\s*#•\\[(]*(?:" + alternatives + ")\\)?\\]?\\*{0,2}" + STOP, FLAGS);
    }

    /** Whether the line is a mark that ends the release. */
    static boolean isEndMark(String line) {
        return line.length() <= 24 && END_MARK.matcher(line).matches() && !line.isBlank();
    }

    /** Whether the paragraph says that it corrects or updates something published before. */
    static boolean isCorrection(String paragraph) {
        return CORRECTION.matcher(head(paragraph, 160)).lookingAt();
    }

    /** The kind of tail that the paragraph opens. */
    static Optional<PartKind> tail(String paragraph) {
        String start =
                paragraph.lines().findFirst().map(line -> head(line, 200)).orElse("");
        for (PartKind kind : List.of(PartKind.DISCLAIMER, PartKind.CONTACT, PartKind.NOTES, PartKind.FOR_REFERENCE)) {
            if (TAIL.get(kind).matcher(start).lookingAt()) {
                return Optional.of(kind);
            }
        }
        if (isAbout(start)) {
            return Optional.of(PartKind.ABOUT);
        }
        return DISCLAIMING_SENTENCE.matcher(head(paragraph, 300)).lookingAt()
                ? Optional.of(PartKind.DISCLAIMER)
                : Optional.empty();
    }

    // "About Acme", "About Acme: Acme makes ...", "About the company", never "About 200 people came."
    private static boolean isAbout(String line) {
        Matcher matcher = ABOUT.matcher(line);
        if (!matcher.lookingAt()) {
            return false;
        }
        String name = line.substring(matcher.end()).strip();
        int stop = stop(name);
        String head = name.substring(0, stop);
        boolean named = matcher.group("cap") != null
                || (matcher.group("self") != null && head.isEmpty())
                || (matcher.group().equals("About the") && head.matches("[\\p{L}’'-]+(?: [\\p{L}’'-]+){0,2}"))
                || (matcher.group().toLowerCase(Locale.ROOT).startsWith("à propos") && head.length() <= 60)
                || (!head.isEmpty()
                        && (Character.isUpperCase(head.charAt(0))
                                || head.toLowerCase(Locale.ROOT).matches("us|uns|nous|nosotros|компании")));
        boolean ends = stop < name.length() || !name.matches(".*[.!?,;]");
        return named && ends && head.split("\\s+", -1).length <= 10 && (stop == name.length() || name.length() >= stop);
    }

    private static int stop(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean dash = (c == '-' || c == '–' || c == '—')
                    && i > 0
                    && name.charAt(i - 1) == ' '
                    && i + 1 < name.length()
                    && name.charAt(i + 1) == ' ';
            if (c == ':' || c == '：' || dash) {
                return i;
            }
        }
        return name.length();
    }

    /** Whether the line is a part by itself even amid others of its paragraph. */
    static boolean standsAlone(String line) {
        return isEndMark(line);
    }

    /** Whether the line opens a tail amid the lines of a paragraph. */
    static boolean opens(String line) {
        return line.length() <= 60 && tail(line).isPresent();
    }

    private static String head(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }
}
