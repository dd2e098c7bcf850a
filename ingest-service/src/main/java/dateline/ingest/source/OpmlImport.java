package dateline.ingest.source;

import dateline.ingest.problem.ProblemException;
import dateline.ingest.source.Opml.Outline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Adds the feeds of an OPML list that are not there yet. */
@ApplicationScoped
class OpmlImport {

    // So many refusals are shown one by one; of a list that is refused as a whole the rest says nothing new.
    private static final int SHOWN_REFUSALS = 1000;

    private final SourceRepository sources;
    private final InstantSource clock;

    OpmlImport(SourceRepository sources, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * What became of a list.
     *
     * @param added how many feeds were added
     * @param known how many were there already, or earlier in the list
     * @param refused how many cannot be feeds
     * @param refusals the first of them, each with the reason
     */
    record Report(int added, int known, int refused, List<Refusal> refusals) {}

    /**
     * A refused feed.
     *
     * @param line its line in the list
     * @param url the address as written
     * @param name the name in the list, or null
     * @param reason one sentence
     */
    record Refusal(int line, String url, String name, String reason) {}

    /** Adds feeds; those that are there stay as they are. */
    @Transactional
    Report add(List<Outline> outlines) {
        Instant now = clock.instant();
        int added = 0;
        int known = 0;
        List<Refusal> refusals = new ArrayList<>();
        for (Outline outline : outlines) {
            try {
                FeedUrl url = Fields.url("xmlUrl", outline.url());
                SourceFacts facts =
                        new SourceFacts(name(outline), site(outline), null, Fields.tags(outline.tags()), null);
                if (sources.addIfMissing(url, facts, now)) {
                    added++;
                } else {
                    known++;
                }
            } catch (ProblemException e) {
                refusals.add(new Refusal(outline.line(), outline.url(), outline.name(), e.getMessage()));
            }
        }
        List<Refusal> shown = List.copyOf(refusals.subList(0, Math.min(refusals.size(), SHOWN_REFUSALS)));
        return new Report(added, known, refusals.size(), shown);
    }

    // Readers write the address for the name where they have none; the feed's own title is better then.
    private static String name(Outline outline) {
        return outline.name() == null || outline.name().equals(outline.url())
                ? null
                : Fields.name(outline.name().replaceAll("\\p{Cntrl}+", " "));
    }

    // A site that is no address is no reason to refuse the feed.
    private static String site(Outline outline) {
        try {
            return Fields.site(outline.site());
        } catch (ProblemException e) {
            return null;
        }
    }
}
