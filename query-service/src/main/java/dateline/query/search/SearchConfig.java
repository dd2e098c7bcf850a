package dateline.query.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of a search. */
@ConfigMapping(prefix = "dateline.search")
public interface SearchConfig {

    /** Releases in a page when the request does not say. */
    @WithDefault("20")
    int defaultLimit();

    /** The most releases that a page may have. */
    @WithDefault("100")
    int maxLimit();

    /** How far matches are counted; beyond it the total says "gte". */
    @WithDefault("1000")
    int countCap();

    /** How many of the newest matches a histogram counts. */
    @WithDefault("10000")
    int histogramMatches();

    /**
     * Among how many of the newest candidates matches are counted that the word index alone cannot tell: phrases, near/, title:
     * and body:. Candidates have all the words, but may have them elsewhere.
     */
    @WithDefault("400")
    int costlyCandidates();

    /** The most characters that a query may have. */
    @WithDefault("2000")
    int maxQueryLength();

    /** How long the database may work at one statement. */
    @WithDefault("5s")
    Duration timeout();

    /** Whether a release under embargo is withheld until the embargo ends. */
    @WithDefault("true")
    boolean withholdEmbargoed();

    /** How many of the newest releases are looked through one by one before the word index is asked. */
    @WithDefault("200")
    int walk();

    /** How much of a release's text is looked at for its snippet, in characters. */
    @WithDefault("20000")
    int snippetCharacters();

    /** How many of the newest matches are put in the order of relevance. */
    @WithDefault("500")
    int relevanceCandidates();

    /** At which age a release counts half as relevant. */
    @WithDefault("30d")
    Duration relevanceHalfLife();

    /** How many changes are looked through for one page of a harvest that filters. */
    @WithDefault("500")
    int harvestWalk();

    /** Of how many of the newest matches facets are counted. */
    @WithDefault("1000")
    int facetMatches();
}
