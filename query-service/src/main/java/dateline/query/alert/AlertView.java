package dateline.query.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A saved search as its owner sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A saved search.")
record AlertView(
        UUID id,
        String name,
        String search,
        String webhook,
        int digestMinutes,
        boolean revisions,
        Instant created,

        @Schema(description = "Since when the webhook fails.")
        Instant failingSince,

        @Schema(description = "Since when it rests.") Instant disabled,

        @Schema(description = "Why it rests.") String notice,

        @Schema(description = "What deliveries are signed with. Told once, when the alert is made.")
        String secret,

        String self) {

    static AlertView of(Alert alert, String secret) {
        return new AlertView(
                alert.id(),
                alert.name(),
                alert.search(),
                alert.webhook().toString(),
                alert.digestMinutes(),
                alert.revisions(),
                alert.created(),
                alert.failingSince(),
                alert.disabled(),
                alert.notice(),
                secret,
                "/alerts/" + alert.id());
    }
}
