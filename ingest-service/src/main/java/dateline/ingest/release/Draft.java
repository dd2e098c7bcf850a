package dateline.ingest.release;

import dateline.ingest.release.Release.Change;
import dateline.ingest.release.Release.Completeness;
import dateline.ingest.release.Release.Medium;
import dateline.ingest.release.Release.Source;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A release as a poll read it, before it is known whether it is new, changed or known already. The components are those of
 * {@link Release}.
 *
 * @param contentHash 32 hexadecimal digits over what a reader of the release reads; equal for equal content
 */
public record Draft(
        String id,
        String contentHash,
        Source source,
        String guid,
        String url,
        String title,
        String text,
        String html,
        String summary,
        String language,
        List<String> authors,
        List<String> categories,
        List<Medium> media,
        Instant published,
        Instant updated,
        Completeness completeness) {

    private static final Pattern ADDRESS = Pattern.compile("https?://(?:www\\.)?(.+)", Pattern.DOTALL);

    public Draft {
        HexFormat.of().parseHex(contentHash);
        authors = List.copyOf(authors);
        categories = List.copyOf(categories);
        media = List.copyOf(media);
    }

    /** A draft, its id and its content hash worked out; the parameters are the components. */
    static Draft of(
            Source source,
            String guid,
            String url,
            String title,
            String text,
            String html,
            String summary,
            String language,
            List<String> authors,
            List<String> categories,
            List<Medium> media,
            Instant published,
            Instant updated,
            Completeness completeness) {
        return new Draft(
                id(source, guid),
                contentHash(title, text, summary, authors, categories, media, completeness),
                source,
                guid,
                url,
                title,
                text,
                html,
                summary,
                language,
                authors,
                categories,
                media,
                published,
                updated,
                completeness);
    }

    /**
     * Other guids that the release may have had before, by the ids that they give: a site that changes to https, or drops the
     * {@code www}, changes the guid of every entry with it.
     *
     * @return ids and guids, empty unless the guid is an http or https URL
     */
    public Map<String, String> formerNames() {
        Matcher address = ADDRESS.matcher(guid);
        if (!address.matches()) {
            return Map.of();
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (String scheme : List.of("https://", "http://")) {
            for (String www : List.of("", "www.")) {
                String former = scheme + www + address.group(1);
                names.put(id(source, former), former);
            }
        }
        names.remove(id);
        return names;
    }

    /**
     * The same release under another guid.
     *
     * @param name the guid
     * @return the release, its id that of the guid
     */
    public Draft named(String name) {
        return of(
                source,
                name,
                url,
                title,
                text,
                html,
                summary,
                language,
                authors,
                categories,
                media,
                published,
                updated,
                completeness);
    }

    private static String id(Source source, String guid) {
        return Digest.of(source.id() + "\n" + guid);
    }

    /**
     * A hash over what a reader reads. Dates, links and the queries of media URLs are not in it: feeds stamp and sign those
     * anew with every answer, and that is no news.
     */
    private static String contentHash(
            String title,
            String text,
            String summary,
            List<String> authors,
            List<String> categories,
            List<Medium> media,
            Completeness completeness) {
        List<String> files =
                media.stream().map(file -> file.url().split("\\?", 2)[0]).toList();
        return Digest.of(
                List.of(title, text, String.valueOf(summary), authors, categories, files, completeness).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining("\u0000")));
    }

    /**
     * The release as it is published.
     *
     * @param revision the revision's number, at least 1
     * @param backfill whether it was there when its feed was read for the first time
     * @param received when this revision was first read
     * @return the record to publish: new for the first revision, else updated
     */
    public Release published(int revision, boolean backfill, Instant received) {
        return new Release(
                id,
                revision,
                revision == 1 ? Change.NEW : Change.UPDATED,
                backfill,
                source,
                guid,
                url,
                title,
                text,
                html,
                summary,
                language,
                authors,
                categories,
                media,
                published,
                updated,
                received,
                completeness);
    }
}
