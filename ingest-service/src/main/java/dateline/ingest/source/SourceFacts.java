package dateline.ingest.source;

import java.time.Duration;
import java.util.List;

/**
 * What the operator says of a feed.
 *
 * @param name its name, or null to go by the feed's own title
 * @param site the URL of its site, or null to go by the feed's own link
 * @param country ISO 3166-1 alpha-2, or null
 * @param tags labels of the operator's choice
 * @param pollInterval how often it is to be asked, or null for the schedule's own rhythm
 */
public record SourceFacts(String name, String site, String country, List<String> tags, Duration pollInterval) {

    public SourceFacts {
        tags = List.copyOf(tags);
    }
}
