package dateline.enrich.quote;

import java.util.Set;

/** The words by which a sentence reports what someone says, by what may follow them. */
final class ReportVerbs {

    // What may take a clause without "that" and may close one: "..., the mayor said".
    private static final Set<String> SAYING = words(
            "say said says saying add added adds adding note noted notes noting argue argued argues arguing believe believed believes "
                    + "claim claimed claims claiming insist insisted insists suggest suggested suggests suggesting admit admitted admits acknowledge acknowledged acknowledges predict predicted predicts "
                    + "warn warned warns warning announce announced announces explain explained explains explaining state stated states stating stress stressed stresses stressing report reported reports "
                    + "tell told tells telling confirm confirmed confirms maintain maintained maintains contend contended contends allege alleged alleges think thinks thought "
                    + "emphasize emphasized emphasizes emphasise emphasised emphasises assert asserted asserts declare declared declares write wrote writes tweeted concede conceded concedes "
                    + "reveal revealed reveals indicate indicated indicates conclude concluded concludes recall recalled recalls observe observed observes reply replied replies estimate estimated estimates "
                    + "concluding hope hopes hoped feel feels felt fear fears feared remark remarked remarks");
    // What takes a clause with "that" only.
    private static final Set<String> TELLING = words(
            "emphasizing emphasising highlight highlighted highlights highlighting underline underlined underlines underlining underscore underscored underscores "
                    + "affirm affirmed affirms reiterate reiterated reiterates reiterating pledge pledged pledges promise promised promises promising vow vowed vows deny denied denies denying "
                    + "inform informed informs assure assured assures assuring remind reminded reminds mention mentioned mentions advise advised advises agree agreed agrees testify testified testifies "
                    + "find found finds show shows showed shown rule ruled rules learn learned learnt demand demanded demands demanding propose proposed proposes recommend recommended recommends request requested requests "
                    + "complain complained complains imply implied implies speculate speculated worry worried worries doubt doubts doubted expect expects expected "
                    + "discover discovered discovers wish wishes wished realize realized realise realised understand understood decided determine determined determines cautioned caution cautions stressing pointed points learn hear heard "
                    + "convinced guarantee guaranteed guarantees claiming insisting indicating confirming announcing "
                    + "betont betonte erklärt erklärte sagt sagte versicherte teilte mitteilte berichtet berichtete ergänzte unterstrich erläuterte "
                    + "déclaré déclare affirmé affirme indiqué indique souligné souligne précisé précise annoncé annonce ajouté ajoute rappelé estimé estime "
                    + "dijo dice afirmó afirma declaró declara señaló señala explicó explica añadió añade agregó destacó destaca indicó aseguró subrayó anunció informó "
                    + "disse afirmou explicou acrescentou declarou destacou detto dichiarato affermato spiegato "
                    + "сказал сказала сказали заявил заявила заявили отметил отметила отметили подчеркнул подчеркнула добавил добавила сообщил сообщила сообщили сообщает рассказал рассказала пояснил пояснила напомнил уточнил уточнила "
                    + "zei zegt verklaarde benadrukte sade säger sagde siger");
    private static final Set<String> ASKING = words(
            "ask asked asks asking wonder wondered wonders wondering question questioned questions explain explained explains explaining describe described describes inquire inquired");
    private static final Set<String> COMMITTING = words(
            "pledge pledged pledges promise promised promises promising vow vowed vows agree agreed agrees threaten threatened threatens offer offered offers refuse refused refuses undertook swore");
    private static final Set<String> DIRECTING = words(
            "urge urged urges urging ask asked asks asking advise advised advises encourage encouraged encourages encouraging order ordered instruct instructed instructs invite invited invites request requested remind reminded reminds beg begged");
    private static final Set<String> ADDRESSING = words(
            "tell told tells telling inform informed informs assure assured assures assuring remind reminded reminds advise advised advises warn warned warns warning promise promised convinced teilte mitteilte");
    private static final Set<String> GERUNDS = words(
            "saying adding noting arguing claiming suggesting warning explaining stating stressing telling emphasizing emphasising highlighting underlining reiterating promising denying assuring demanding asking urging insisting indicating confirming announcing concluding wondering");
    private static final Set<String> CONJUNCTIONS = words("that dass daß que qu che что dat att");
    private static final Set<String> QUESTIONS = words("whether if why how what who when where which");
    private static final Set<String> TIMES = words(
            "monday tuesday wednesday thursday friday saturday sunday today yesterday earlier later again also repeatedly publicly then once morning afternoon evening night last this week month year recently previously");
    private static final Set<String> PREPOSITIONS = words(
            "in on at to during through after before by via with from of for about under into over against between among amid as");
    private static final Set<String> NO_CLAUSE = words(
            "when where which who how why what whether if so something nothing much little more less hello goodbye thanks no yes");
    private static final Set<String> FINITE = words(
            "is are was were be been am has have had do does did will would can could may might must shall should isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't "
                    + "wouldn't can't couldn't shouldn't isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t shouldn’t cannot it's he's she's they're we're it’s he’s she’s they’re we’re "
                    + "i'll he'll she'll it'll we'll they'll you'll i’ll he’ll she’ll it’ll we’ll they’ll you’ll there's there’s that's that’s "
                    + "i'm i’m they've they’ve we've we’ve he'd he’d they'd they’d needs want wants makes made takes took gives gave goes went comes came became becomes shows remains knows knew seems sees saw began begins helps means plans supports hopes expects intends believes needs thinks keeps kept got gets left lost won led ran");

    // Forms that are as often a noun: they need a "that".
    private static final Set<String> NOUNS =
            words("states reports report claims claim notes note estimates estimate fears fear hopes hope remarks");
    private static final Set<String> BASE_NOUNS = words(
            "state report claim note fear hope estimate question request offer promise demand doubt show find rule order wish caution worry");
    private static final Set<String> BEFORE_BASE = words(
            "they we i you who people men women also both will would could can may might to must should not and all");
    private static final Set<String> NOT_BEFORE_VERB =
            words("the a an his her its their our your my this these those as than 's ’s no any some more");

    private ReportVerbs() {}

    private static Set<String> words(String words) {
        return Set.of(java.util.Arrays.stream(words.split(" ", -1)).distinct().toArray(String[]::new));
    }

    /** Whether it can introduce or close a report. */
    static boolean isOne(String word) {
        return SAYING.contains(word)
                || TELLING.contains(word)
                || ASKING.contains(word)
                || COMMITTING.contains(word)
                || DIRECTING.contains(word);
    }

    static boolean closes(String word) {
        return SAYING.contains(word) && !GERUNDS.contains(word);
    }

    static boolean takesBareClause(String word) {
        return SAYING.contains(word) && !NOUNS.contains(word);
    }

    /** Whether it is no verb where nothing before it in the plural or the first or second person could be its subject: "the state that". */
    static boolean isNounAfter(String word, String before) {
        return BASE_NOUNS.contains(word) && !before.endsWith("s") && !BEFORE_BASE.contains(before);
    }

    /** Whether what follows the word can be no verb of saying: "his claims", "as predicted". */
    static boolean isNotVerbAfter(String word) {
        return NOT_BEFORE_VERB.contains(word);
    }

    static boolean asks(String word) {
        return ASKING.contains(word);
    }

    static boolean commits(String word) {
        return COMMITTING.contains(word);
    }

    static boolean directs(String word) {
        return DIRECTING.contains(word);
    }

    /** Whether the listener stands between it and what is said: "told reporters that". */
    static boolean addresses(String word) {
        return ADDRESSING.contains(word);
    }

    static boolean isGerund(String word) {
        return GERUNDS.contains(word);
    }

    static boolean isConjunction(String word) {
        return CONJUNCTIONS.contains(word);
    }

    static boolean isQuestionWord(String word) {
        return QUESTIONS.contains(word);
    }

    static boolean isTime(String word) {
        return TIMES.contains(word);
    }

    static boolean isPreposition(String word) {
        return PREPOSITIONS.contains(word);
    }

    static boolean isNoClause(String word) {
        return NO_CLAUSE.contains(word);
    }

    /** Whether it is, or may be, the verb of a clause. */
    static boolean isFinite(String word) {
        return FINITE.contains(word) || (word.length() > 4 && word.endsWith("ed"));
    }
}
