package dateline.query.access;

import dateline.query.text.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The configured keys. */
@ApplicationScoped
public class Keys {

    /** The header that carries a key. */
    public static final String HEADER = "X-Api-Key";

    private static final String READ = "read:";
    private static final String WRITE = "write:";

    /**
     * A key that a request carries.
     *
     * @param id tells the key from others without giving it away
     * @param writes whether it may change anything
     */
    public record Key(String id, boolean writes) {}

    private static final class Configured {
        private final byte[] digest;
        private final Key key;

        Configured(byte[] digest, Key key) {
            this.digest = digest;
            this.key = key;
        }

        boolean is(byte[] given) {
            // In constant time, so that the time of the answer tells nothing of the key.
            return MessageDigest.isEqual(digest, given);
        }
    }

    private final List<Configured> configured;

    Keys(ApiConfig config) {
        this.configured = configured(config.keys().orElse(List.of()));
    }

    /** Whether there are any. */
    public boolean any() {
        return !configured.isEmpty();
    }

    /** The key that was given, if it is one of the configured. */
    public Optional<Key> find(String given) {
        byte[] digest = Sha256.of(given.strip());
        return configured.stream()
                .filter(one -> one.is(digest))
                .map(one -> one.key)
                .findFirst();
    }

    private static List<Configured> configured(List<String> entries) {
        List<Configured> configured = new ArrayList<>();
        for (String entry : entries) {
            boolean reads = entry.strip().startsWith(READ);
            String key = entry.strip();
            key = reads ? key.substring(READ.length()) : key.startsWith(WRITE) ? key.substring(WRITE.length()) : key;
            if (!key.isBlank()) {
                byte[] digest = Sha256.of(key.strip());
                configured.add(new Configured(digest, new Key(HexFormat.of().formatHex(digest, 0, 8), !reads)));
            }
        }
        return configured;
    }
}
