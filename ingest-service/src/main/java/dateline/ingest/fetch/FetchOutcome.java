package dateline.ingest.fetch;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What came of a fetch. Whatever the web may do is one of these; only a lost thread ends in an exception. */
public sealed interface FetchOutcome {

    /**
     * The way the request took, as far as it came.
     *
     * @return the redirects and the last URL
     */
    Route route();

    /**
     * When the server wants to be asked again.
     *
     * @return {@link ServerHints#NONE} where no answer came
     */
    ServerHints hints();

    /**
     * A body came.
     *
     * @param body the octets
     * @param contentType the {@code Content-Type} header
     * @param contentLanguage the {@code Content-Language} header
     * @param links the {@code Link} headers, in order
     * @param delta whether only what is new came (226, RFC 3229)
     * @param validators what to ask by next time; without values where the server gave none or the body was cut short
     * @param route the way the request took
     * @param hints when the server wants to be asked again
     */
    record Fetched(
            Body body,
            Optional<String> contentType,
            Optional<String> contentLanguage,
            List<LinkHeader> links,
            boolean delta,
            Validators validators,
            Route route,
            ServerHints hints)
            implements FetchOutcome {

        public Fetched {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(validators, "validators");
            links = List.copyOf(links);
        }
    }

    /**
     * Nothing changed (304).
     *
     * @param validators what to ask by next time: the ones sent, freshened
     * @param route the way the request took
     * @param hints when the server wants to be asked again
     */
    record Unchanged(Validators validators, Route route, ServerHints hints) implements FetchOutcome {}

    /**
     * The server asks for patience: 429, or 503 with {@code Retry-After}.
     *
     * @param status the HTTP status code
     * @param route the way the request took
     * @param hints when the server wants to be asked again
     */
    record RateLimited(int status, Route route, ServerHints hints) implements FetchOutcome {}

    /**
     * The feed is gone for good (410).
     *
     * @param route the way the request took
     * @param hints when the server wants to be asked again
     */
    record Gone(Route route, ServerHints hints) implements FetchOutcome {}

    /**
     * No feed came.
     *
     * @param reason a stable code such as {@code dns}, {@code timeout} or {@code http-404}
     * @param detail one sentence for a person
     * @param lasting whether asking again soon is pointless: the request itself was refused or cannot be made
     * @param route the way the request took
     * @param hints when the server wants to be asked again
     */
    record Failed(String reason, String detail, boolean lasting, Route route, ServerHints hints)
            implements FetchOutcome {

        public Failed {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }
}
