package dateline.enrich.topic;

import java.util.Locale;
import java.util.Set;

/** Takes the endings off a word, so that a label meets its inflected forms. Both sides are stemmed alike; it need not be a word. */
final class Stem {

    private static final Set<String> SLAVIC = Set.of("ru", "uk", "be", "bg");
    private static final Set<String> TURKIC = Set.of("kk", "ky", "uz", "tr", "az");
    private static final int SLAVIC_KEEPS = 4;
    private static final String[] RUSSIAN = {
        "ического",
        "ическому",
        "ической",
        "ические",
        "ических",
        "ический",
        "ическая",
        "ическое",
        "ическим",
        "ического",
        "иями",
        "иях",
        "ями",
        "ами",
        "ого",
        "его",
        "ому",
        "ему",
        "ыми",
        "ими",
        "ией",
        "иям",
        "ием",
        "ой",
        "ей",
        "ом",
        "ем",
        "ам",
        "ям",
        "ах",
        "ях",
        "ов",
        "ев",
        "ый",
        "ий",
        "ая",
        "яя",
        "ое",
        "ее",
        "ые",
        "ие",
        "ых",
        "их",
        "ую",
        "юю",
        "ым",
        "им",
        "ия",
        "ии",
        "ию",
        "ья",
        "ьи",
        "а",
        "я",
        "о",
        "е",
        "ы",
        "и",
        "у",
        "ю",
        "ь"
    };
    private static final String[] KAZAKH = {
        "ларының", "лерінің", "тарының", "терінің", "дарының", "дерінің", "лардың", "лердің", "тардың", "тердің",
        "дардың", "дердің", "ының", "інің", "ларын", "лерін", "лары", "лері", "тары", "тері", "дары", "дері", "лар",
        "лер", "тар", "тер", "дар", "дер", "ның", "нің", "дың", "дің", "тың", "тің", "ына", "іне", "ған", "ген", "нда",
        "нде", "мен", "сы", "сі", "да", "де", "та", "те", "ға", "ге", "қа", "ке", "ды", "ді", "ты", "ті", "ны", "ні",
        "ы", "і", "ын", "ін"
    };

    private Stem() {}

    static String of(String word, String language) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (SLAVIC.contains(language)) {
            return strip(lower, RUSSIAN, SLAVIC_KEEPS);
        }
        if (TURKIC.contains(language)) {
            return strip(lower, KAZAKH, 3);
        }
        return switch (language) {
            case "en" -> english(lower);
            case "fr" -> strip(lower, new String[] {"aux", "ales", "ale", "al", "es", "s", "x", "e"}, 4);
            case "es", "pt" -> strip(lower, new String[] {"es", "os", "as", "s", "o", "a", "e"}, 4);
            case "de", "nb", "nn", "no", "da", "sv" ->
                strip(
                        lower,
                        new String[] {
                            "erna", "arna", "orna", "ens", "ets", "ern", "ene", "er", "en", "em", "es", "et", "ar",
                            "or", "a", "e", "n", "s"
                        },
                        4);
            case "ar" -> lower.startsWith("ال") && lower.length() > 4 ? lower.substring(2) : lower;
            default -> lower;
        };
    }

    private static String english(String word) {
        int length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > 4
                && (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes"))) {
            return word.substring(0, length - 2);
        }
        boolean plural = length > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is");
        return plural ? word.substring(0, length - 1) : word;
    }

    private static String strip(String word, String[] endings, int keeps) {
        for (String ending : endings) {
            if (word.endsWith(ending) && word.length() - ending.length() >= keeps) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
