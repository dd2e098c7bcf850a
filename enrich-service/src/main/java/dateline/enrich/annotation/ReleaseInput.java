package dateline.enrich.annotation;

import java.time.Instant;
import java.util.Objects;

/**
 * What is read of a release.
 *
 * @param title plain text, may be empty
 * @param text plain text, may be empty; offsets of the annotations count its code points
 * @param language the BCP 47 tag that the source declares, or null
 * @param published when it was published, or null
 * @param country ISO 3166-1 alpha-2 code of its source's country, or null
 */
public record ReleaseInput(String title, String text, String language, Instant published, String country) {

    public ReleaseInput {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
    }

    /** What is read of a release whose source's country is not known. */
    public ReleaseInput(String title, String text, String language, Instant published) {
        this(title, text, language, published, null);
    }
}
