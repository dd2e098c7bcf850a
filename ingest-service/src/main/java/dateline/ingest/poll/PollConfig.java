package dateline.ingest.poll;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How many polls run, and how feeds are shared between processes. */
@ConfigMapping(prefix = "dateline.poll")
public interface PollConfig {

    /** Whether this process polls; one that does not still serves the REST interface. */
    @WithDefault("true")
    boolean enabled();

    /** How many feeds are polled at the same time; while their servers are waited for, no thread is. */
    @WithDefault("100")
    @Min(1) int atOnce();

    /** How many threads read documents, publish and save. */
    @WithDefault("16")
    @Min(1) int threads();

    /** How many feeds of one host are polled at the same time, by all processes together. */
    @WithDefault("2")
    @Min(1) int perHost();

    /** How long to wait between the starts of two polls of one host, whichever process does them. */
    @WithDefault("1s")
    Duration spacing();

    /** How long all feeds of a host are left alone when one is told to be patient, and not for how long. */
    @WithDefault("15m")
    Duration quiet();

    /** How long they are left alone at most, however long the server wishes. */
    @WithDefault("24h")
    Duration longestQuiet();

    /** How long to wait before looking again when no feed is due. */
    @WithDefault("1s")
    Duration idle();

    /** How long a feed is leased; longer than a fetch and the publishing of its releases may take. */
    @WithDefault("5m")
    Duration lease();

    /** How many pages behind a feed's document are read at its first poll, or after a gap. */
    @WithDefault("20")
    @Min(0) int pages();

    /** How soon a poll is tried again that could not publish or save what it read. */
    @WithDefault("10s")
    Duration retry();

    /** How long a server is believed that answers nothing but 304; then the feed is asked without conditions for once. */
    @WithDefault("7d")
    Duration probeAfter();

    /** After how many of its usual gaps between entries a feed that works and brings nothing has fallen silent. */
    @WithDefault("8")
    @Min(2) int silentGaps();

    /** The shortest time that is called silence. */
    @WithDefault("3d")
    Duration silentAfter();

    /** How long a permanent redirect has to have stood before the feed takes the address it leads to. */
    @WithDefault("7d")
    Duration adoptAfter();

    /** How many polls in a row have to have seen that redirect. */
    @WithDefault("5")
    @Min(2) int adoptPolls();

    /** How long polls that are under way may take to finish when the service stops. */
    @WithDefault("15s")
    Duration drain();
}
