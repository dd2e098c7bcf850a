package dateline.enrich.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The verbs by which texts report what someone says. */
public final class SpeechVerbs {

    private static final Set<String> VERBS = Set.copyOf(Arrays.asList(
            ("said says say saying told tells tell telling added adds adding stated states noted notes noting explained explains emphasized emphasised emphasizes emphasises stressed stresses highlighted highlights underlined underlines "
                            + "underscored announced announces declared declares claimed claims argued argues arguing insisted insists warned warns warning asked asks replied replies responded responds answered concluded concludes commented comments "
                            + "remarked observed recalled recalls continued continues reported reports confirmed confirms admitted admits acknowledged acknowledges denied denies suggested suggests urged urges wrote writes tweeted quipped joked "
                            + "asserted asserts affirmed affirms reiterated reiterates pointed testified believes believed thinks thought promised promises pledged predicted predicts revealed reveals shared shares called calls described describes "
                            + "informed informs expressed expresses assured assures hoped mentioned posted vowed exclaimed charged complained cautioned countered agreed agrees shouted wondered proclaimed recounted conceded lamented opined contended maintained "
                            + "dit déclaré déclare ajouté ajoute affirmé affirme expliqué explique souligné souligne indiqué indique précisé précise estimé estime rappelé annoncé "
                            + "sagte sagt erklärte erklärt betonte betont ergänzte meinte berichtete berichtet kommentierte kommentiert teilte unterstrich fügte "
                            + "dijo dice afirmó afirma declaró declara señaló señala explicó explica añadió añade agregó destacó destaca indicó aseguró subrayó manifestó expresó comentó "
                            + "disse afirmou explicou acrescentou declarou destacou detto dichiarato affermato spiegato "
                            + "сказал сказала сказали заявил заявила заявили отметил отметила отметили подчеркнул подчеркнула добавил добавила сообщил сообщила сообщили рассказал рассказала пояснил пояснила говорит считает уточнил уточнила "
                            + "деді дейді айтты атап мәлімдеді хабарлады баяндады")
                    .split(" ", -1)));

    private SpeechVerbs() {}

    /** Whether the word is such a verb, in one of its reporting forms. */
    public static boolean isOne(String word) {
        return VERBS.contains(word) || VERBS.contains(word.toLowerCase(Locale.ROOT));
    }
}
