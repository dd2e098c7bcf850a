package dateline.enrich.entity;

import dateline.enrich.entity.Lexicon.Entry;
import dateline.enrich.entity.Lexicon.Kind;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which of several places of one name a release means: the one in a country that stands beside it, else the one in a country that the
 * release or its source is of, else the one that is far greater than the others. Where nothing tells, none.
 */
final class PlaceLinks {

    /** A town that the release does not place must be as great as this. */
    private static final long GREAT = 700_000;

    private static final int FAR_GREATER = 5;
    // States of a federation that share a country's name: the country's code, the federation's.
    private static final Map<String, String> NAMESAKES = Map.of("GE", "US");

    private final Set<String> countries;

    /**
     * Links for one release.
     *
     * @param countries ISO 3166-1 codes of the countries that the release names, by themselves or by their people, and of its source
     */
    PlaceLinks(Set<String> countries) {
        this.countries = countries;
    }

    /** Whether a country's name means the country here. */
    boolean isCountry(Entry country) {
        String federation = NAMESAKES.get(country.country());
        return federation == null || !countries.contains(federation);
    }

    /**
     * The town meant, or null.
     *
     * @param towns of one name
     * @param beside codes of the countries that stand just after the name; nothing where none does
     */
    Entry town(List<Entry> towns, Set<String> beside) {
        if (!beside.isEmpty()) {
            return greatest(within(towns, beside));
        }
        List<Entry> near = within(towns, countries);
        if (!near.isEmpty()) {
            return greatest(near);
        }
        Entry greatest = greatest(towns);
        return greatest != null && greatest.weight() >= GREAT ? greatest : null;
    }

    private static List<Entry> within(List<Entry> towns, Set<String> countries) {
        return towns.stream().filter(town -> countries.contains(town.country())).toList();
    }

    private static Entry greatest(List<Entry> towns) {
        List<Entry> sorted = towns.stream()
                .sorted(Comparator.comparingLong(Entry::weight).reversed())
                .toList();
        if (sorted.isEmpty()) {
            return null;
        }
        boolean clear = sorted.size() == 1
                || sorted.get(0).weight() >= FAR_GREATER * sorted.get(1).weight();
        return clear ? sorted.get(0) : null;
    }

    /** The countries that the entries place a release in: those of countries, peoples and states, not of towns. */
    static Set<String> of(Iterable<Entry> entries) {
        Set<String> countries = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.kind() != Kind.CITY && entry.country() != null && !NAMESAKES.containsKey(entry.country())) {
                countries.add(entry.country());
            }
        }
        return countries;
    }
}
