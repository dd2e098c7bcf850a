package dateline.query.quotation;

import dateline.query.problem.ProblemException;
import dateline.query.search.Cursor;
import dateline.query.search.Filters;
import dateline.query.search.Match;
import dateline.query.search.SearchRequest;
import dateline.query.search.Searcher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds quotations: the word index tells the releases, and these tell which of their quotations are meant. A page looks through
 * a bounded number of releases, so it may have fewer quotations than wanted and still a next one.
 */
@ApplicationScoped
public class Quotations {

    private static final int BATCH = 20;
    private static final int MOST_RELEASES = 200;
    private static final int ALL = 999_999;
    // Behind an id, and before every other: so a page goes on within the release that the one before ended in.
    private static final String WITHIN = "!";

    /** Some quotations, those of the newest release first, and where to go on or null. */
    public record Page(List<Quotation> quotations, String next) {

        /** Guards the list. */
        public Page {
            quotations = List.copyOf(quotations);
        }
    }

    /** The release that the page before ended in, and how many of its quotations were looked at. */
    record Position(Cursor release, int seen) {

        static Position parse(String value, String fingerprint) {
            int dot = value.lastIndexOf('.');
            String seen = value.substring(dot + 1);
            if (dot < 0 || !seen.matches("[0-9]{1,6}")) {
                throw ProblemException.badParameter("cursor", "Is not a cursor of this service.");
            }
            return new Position(Cursor.parse(value.substring(0, dot), fingerprint), Integer.parseInt(seen));
        }

        String format(String fingerprint) {
            return release.format(fingerprint) + "." + seen;
        }
    }

    private final Searcher searcher;

    Quotations(Searcher searcher) {
        this.searcher = searcher;
    }

    /**
     * The newest quotations.
     *
     * @param request filters, whose speakers and quotedAbout say which of a release's quotations are meant, and the page's limit
     * @param cursor the page before's next, or empty
     * @throws ProblemException 400 when the cursor is none of this search, or the words cannot be understood
     */
    public Page find(SearchRequest request, String cursor) {
        Position from = cursor.isEmpty() ? null : Position.parse(cursor, request.fingerprint());
        Meant meant = meant(request.filters());
        SearchRequest batch = request.limited(BATCH);
        Cursor behind = from == null
                ? null
                : new Cursor(from.release().published(), from.release().id() + WITHIN);
        List<Quotation> page = new ArrayList<>();
        for (int looked = 0; looked < MOST_RELEASES; looked += BATCH) {
            List<Match> matches = searcher.matches(behind == null ? batch : batch.after(behind));
            for (Match match : matches) {
                List<Quotation> all = Quotation.of(match.event(), match.key().published());
                boolean continued = from != null && from.release().equals(match.key());
                for (int i = continued ? from.seen() : 0; i < all.size(); i++) {
                    if (meant.holds(all.get(i))) {
                        if (page.size() == request.limit()) {
                            return new Page(page, new Position(match.key(), i).format(request.fingerprint()));
                        }
                        page.add(all.get(i));
                    }
                }
                behind = match.key();
            }
            if (matches.size() < BATCH) {
                return new Page(page, null);
            }
        }
        return new Page(page, new Position(behind, ALL).format(request.fingerprint()));
    }

    private Meant meant(Filters filters) {
        Set<String> speakers = new HashSet<>();
        filters.speakers().forEach(speaker -> speakers.addAll(searcher.entities(speaker)));
        return new Meant(
                speakers,
                filters.quotedAbout().stream()
                        .map(entity -> (Set<String>) new HashSet<>(searcher.entities(entity)))
                        .toList());
    }

    /** Which of a release's quotations are meant: by any of the speakers, and about one of each set. */
    private record Meant(Set<String> speakers, List<Set<String>> about) {

        boolean holds(Quotation quotation) {
            boolean spoken = speakers.isEmpty()
                    || (quotation.speaker() != null
                            && speakers.contains(quotation.speaker().id()));
            return spoken
                    && about.stream()
                            .allMatch(ids -> quotation.about().stream().anyMatch(entity -> ids.contains(entity.id())));
        }
    }
}
