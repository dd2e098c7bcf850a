package dateline.enrich.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds whom the images are credited to, and whom the release names as the source of its news. */
final class Credits {

    private static final int LONGEST = 4_000;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final int OWN_LINE = 200;
    // Most paragraphs hold none of these, and need not be asked further.
    private static final Pattern CREDIT_WORD = Pattern.compile(
            "[Pp]hoto|[Ii]m[aá]g|[Ff]oto|[Cc]r[eé]dit|CREDIT|[Bb]ild|[Pp]ic|[Ff]ot|[Фф]ото|[Сс]урет|[Ии]ллюстр|©|[Cc]ourtesy|[Cc]over|[Vv]ideo|PHOTO|IMAGE");
    private static final Pattern SOURCE_WORD = Pattern.compile(
            "(?:[Pp]ress|[Mm]edia|[Ii]nformation|[Cc]ommunications?|[Rr]elations|[Aa]ffairs|[Nn]ews)[ -](?:[Ss]erv|[Oo]ff|[Dd]ep|[Cc]ent|[Ss]ec|[Bb]ur|[Dd]iv|[Tt]eam|[Uu]nit)|[Пп]ресс|[Уу]правлени|[Дд]епартамент|[Оо]тдел|[Бб]аспас|[Pp]resse|[Kk]ommunikation|[Cc]ommunication|prensa|comunicación|[Ss]ource|[Qq]uelle|[Ff]uente|[Ии]сточник|[Дд]ерек");
    private static final Pattern CREDIT = Pattern.compile(
            "(?:^|[\\s(\\[|/])(?:(?:images?|photos?|pictures?|photographs?|pics?|foto(?:s|grafía|grafia)?|bild(?:er|nachweis|quelle|rechte)?|crédits? (?:photos?|images?)|imagen|imágenes|cover|video|фото(?:графи[яи])?|сурет(?:тер)?|иллюстрация)"
                    + "(?:\\s+(?:credits?|courtesy(?: of)?|by|source|crédit|cr[ée]dito|von|de))?|(?:image|photo|picture) credits?|credits?(?: image| photo)?|courtesy(?: of)?)"
                    + "\\s*(?:[|:：©/]|\\s[–—-]\\s|(?<=by|courtesy|courtesy of)\\s)+\\s*(?<who>[^\\n|()\\[\\]]{2,80})",
            FLAGS);
    private static final Pattern COPYRIGHT =
            Pattern.compile("^\\s*[(\\[]?\\s*©\\s*(?<who>[^\\n|()\\[\\]]{2,60})", FLAGS);

    private static final String OFFICE =
            "(?:press|media|information|communications?|public relations|public affairs|news)[ -](?:service|office|department|cent(?:er|re)|secretary|secretariat|bureau|section|division|team|unit)";
    private static final String SAYS =
            "(?:reports?|reported|says?|said|informs?|informed|announce[sd]?|notes?|noted|states?|stated|told|learned|learnt|confirmed|confirms|wrote|writes|quotes|quoted|cites|cited|adds|added|revealed|disclosed)";
    private static final String NAME = "[^,.;:()\"“”«»\\n]{2,100}?";

    private static final Pattern[] SOURCES = {
        // "..., press service of the Kazakh MFA reports."
        Pattern.compile(
                "(?<who>" + OFFICE + " (?:of|at|for|in) " + NAME + ")\\s+(?:has |have |was |is )?" + SAYS + "\\b",
                FLAGS),
        // "the ministry's press service reports"
        Pattern.compile(
                "\\b(?:the )?(?<who>(?:[\\p{L}’'.-]+ ){0,6}?[\\p{L}]+['’]s? " + OFFICE + ")\\s+(?:has |have )?" + SAYS
                        + "\\b",
                FLAGS),
        // "according to the press service of ...", "reports the press office of ...", "with reference to ..."
        Pattern.compile(
                "(?:according to|citing|with reference to|as (?:reported|stated|announced|told) (?:by|in|at)|reported by|reports?|said|announced by|informed by|referring to|learned from) (?:the |a )?(?<who>(?:[\\p{L}\\d’'.-]+ ){0,5}?"
                        + OFFICE + "(?: (?:of|at|for|in) " + NAME + ")?)(?=[,.;:()\"“”\\n]|$)",
                FLAGS),
        Pattern.compile(
                "(?:сообща(?:ет|ют|ла)|сообщил[аио]?|передаёт|передает|информирует|рассказали|отметили|уточнили|заявили) (?:(?:со ссылкой на|в|\\p{L}+ со ссылкой на) )?(?<who>пресс-служб[аыеу][^,.;:\\n]{0,100}|(?:управлени[еия]|департамент[еа]?|отдел[еа]?) (?:по связям|информации|коммуникаций)[^,.;:\\n]{0,100})",
                FLAGS),
        Pattern.compile("(?:со ссылкой на|по данным|по информации) (?<who>пресс-служб[аыеу][^,.;:\\n]{0,100})", FLAGS),
        Pattern.compile("(?<who>(?:[\\p{L}ӘәҒғҚқҢңӨөҰұҮүҺһІі«»\"-]+ ){1,6}баспас[өо]з қызмет(?:і|інен|іне))", FLAGS),
        Pattern.compile(
                "(?:wie|so|laut|nach angaben|teilte|erklärte|berichtet)(?: von| die| der| des| das)* (?<who>(?:presse(?:stelle|dienst|abteilung|amt|büro)|kommunikationsabteilung)(?: (?:des|der|von|vom) [^,.;:\\n]{2,80}?)?)(?= mitteilte| mit\\b| berichtet| erklärte|[,.;:\\n]|$)",
                FLAGS),
        Pattern.compile(
                "(?:selon|d['’]après|a (?:annoncé|indiqué|déclaré|précisé)|annonce|indique|rapporte|informe) (?:le |la |les )?(?<who>(?:service|bureau|direction)s? (?:de )?(?:la )?(?:presse|communication)[^,.;:\\n]{0,80})",
                FLAGS),
        Pattern.compile(
                "(?:según|informó|informa|indicó|comunicó|señaló|de acuerdo con)(?: lo informado por)? (?:el |la )?(?<who>(?:servicio|oficina|gabinete|departamento|dirección) de (?:prensa|comunicación)[^,.;:\\n]{0,80})",
                FLAGS),
        Pattern.compile(
                "(?:^|\\n)\\s*(?:source|information source|quelle|fuente|источник|дереккөз|дереккөзі)\\s*[:：]\\s*(?<who>[^\\n]{2,80})",
                FLAGS),
    };

    private Credits() {}

    /** The image credit in a header or a line of its own, or in brackets at the end of a caption. */
    static Optional<Span> credit(PlainText text, Span paragraph, boolean header) {
        String chars = beginning(text, paragraph);
        boolean brackets = chars.indexOf('(') >= 0 || chars.indexOf('[') >= 0;
        if ((!header && !brackets && chars.length() > OWN_LINE)
                || !CREDIT_WORD.matcher(chars).find()) {
            return Optional.empty();
        }
        for (Pattern pattern : new Pattern[] {CREDIT, COPYRIGHT}) {
            Matcher matcher = pattern.matcher(chars);
            if (matcher.find()) {
                boolean bracketed =
                        matcher.start() < chars.length() && "([".indexOf(chars.charAt(matcher.start())) >= 0;
                boolean own = chars.length() <= OWN_LINE && matcher.start() == 0;
                if (header || bracketed || own) {
                    return Optional.of(tidy(
                            text, paragraph.start() + matcher.start("who"), paragraph.start() + matcher.end("who")));
                }
            }
        }
        return Optional.empty();
    }

    /** Whom the paragraph names as the source of the news. */
    static Optional<Span> infoSource(PlainText text, Span paragraph) {
        String chars = beginning(text, paragraph);
        if (!SOURCE_WORD.matcher(chars).find()) {
            return Optional.empty();
        }
        Span best = null;
        for (Pattern pattern : SOURCES) {
            Matcher matcher = pattern.matcher(chars);
            if (matcher.find() && (best == null || matcher.start("who") < best.start() - paragraph.start())) {
                best = tidy(text, paragraph.start() + matcher.start("who"), paragraph.start() + matcher.end("who"));
            }
        }
        return Optional.ofNullable(best).filter(span -> span.length() > 1);
    }

    // A paragraph longer than this is none that a person wrote.
    private static String beginning(PlainText text, Span paragraph) {
        return text.chars().substring(paragraph.start(), Math.min(paragraph.end(), paragraph.start() + LONGEST));
    }

    private static Span tidy(PlainText text, int start, int end) {
        Span span = text.trim(new Span(start, end));
        int last = span.end();
        while (last > span.start() && ".,;:/ ".indexOf(text.chars().charAt(last - 1)) >= 0) {
            last--;
        }
        return new Span(span.start(), last);
    }
}
