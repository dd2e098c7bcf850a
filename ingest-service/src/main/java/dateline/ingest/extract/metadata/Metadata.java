package dateline.ingest.extract.metadata;

import java.util.List;

/**
 * What a page says about its article. Texts that the page does not give are null.
 *
 * @param headline the headline without the site's name
 * @param description the summary
 * @param authors the names of the writers
 * @param published when the article was first published
 * @param modified when it was last changed
 * @param image the absolute URL of its picture
 * @param language the BCP 47 tag of its language
 * @param canonical the absolute URL under which the page wants to be known
 * @param siteName the name of the site
 * @param keywords the page's own keywords
 * @param accessibleForFree whether it can be read without paying, as schema.org has it, or null
 * @param body the whole text from structured data, empty when it is not given
 */
public record Metadata(
        String headline,
        String description,
        List<String> authors,
        PageDate published,
        PageDate modified,
        String image,
        String language,
        String canonical,
        String siteName,
        List<String> keywords,
        Boolean accessibleForFree,
        String body) {

    public Metadata {
        authors = List.copyOf(authors);
        keywords = List.copyOf(keywords);
    }
}
