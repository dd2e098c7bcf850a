package dateline.enrich.duplicate;

import java.time.Duration;
import java.time.Instant;

/**
 * Puts releases that repeat one another into groups. A release that holds four fifths of another, or is held by it, and was published
 * within three days of it is a copy and joins its group; otherwise it begins a group of its own, named by its id, so that no release has to
 * be told again when its first copy comes. From half on, and for any copy after more than three days, it is related: such releases
 * mostly share a template. The bounds are where real press releases part. Keeps the newest releases, half of them at least;
 * thread-safe.
 */
public final class DuplicateIndex {

    private static final double COPY = 0.8;
    private static final double RELATED = 0.5;
    private static final Duration COPIED_WITHIN = Duration.ofDays(3);

    private final int capacity;
    private Generation current;
    private Generation former;

    /** The best answers so far of one look. */
    private static final class Look {
        private Generation.Entry copyOf;
        private Generation.Entry relatedTo;
        private double copied;
        private double related;
    }

    /**
     * An empty index.
     *
     * @param most releases that it keeps
     * @throws IllegalArgumentException for fewer than two
     */
    public DuplicateIndex(int most) {
        if (most < 2) {
            throw new IllegalArgumentException("an index of " + most + " releases");
        }
        this.capacity = most / 2;
        this.current = new Generation(capacity);
        this.former = new Generation(1);
    }

    /**
     * Places a release. The same release with the same signature is placed as before; one that began its group stays there whatever it
     * becomes, since others may have joined it.
     *
     * @param id of the release
     * @param signed its signature
     * @param published when it was published
     */
    public synchronized Duplicates place(String id, Duplicates signed, Instant published) {
        if (signed.signature().isEmpty()) {
            return signed;
        }
        Signature signature = Signature.of(signed.signature());
        Generation.Entry before = entry(id);
        if (before != null && before.signature().sameAs(signature)) {
            return before.placed();
        }
        Look look = look(id, signature, published.getEpochSecond(), before);
        boolean stays = before != null && before.placed().group().equals(id);
        Duplicates placed;
        if (look.copyOf != null && !stays) {
            placed = new Duplicates(signed.signature(), look.copyOf.placed().group(), Duplicates.COPY, null);
        } else if (look.relatedTo != null && !stays) {
            placed = new Duplicates(
                    signed.signature(),
                    id,
                    Duplicates.RELATED,
                    look.relatedTo.placed().group());
        } else {
            placed = stays
                    ? new Duplicates(
                            signed.signature(),
                            id,
                            before.placed().relation(),
                            before.placed().relatedTo())
                    : new Duplicates(signed.signature(), id, Duplicates.ORIGIN, null);
        }
        add(new Generation.Entry(id, signature, published.getEpochSecond(), placed));
        return placed;
    }

    /**
     * Takes in a release that was placed before, here or by another process.
     *
     * @throws IllegalArgumentException when its signature is of another version
     */
    public synchronized void remember(String id, Duplicates placed, Instant published) {
        Signature signature = Signature.of(placed.signature());
        Generation.Entry before = entry(id);
        if (placed.group() != null
                && (before == null
                        || !before.signature().sameAs(signature)
                        || !before.placed().equals(placed))) {
            add(new Generation.Entry(id, signature, published.getEpochSecond(), placed));
        }
    }

    private Look look(String id, Signature signature, long second, Generation.Entry before) {
        Look look = new Look();
        String group = before == null ? null : before.placed().group();
        for (Generation generation : new Generation[] {former, current}) {
            generation.candidates(signature, entry -> {
                double containment = entry.signature().containment(signature);
                boolean near = Math.abs(entry.second() - second) <= COPIED_WITHIN.toSeconds();
                if (entry.id().equals(id) || containment < RELATED || !entry.equals(entry(entry.id()))) {
                    return;
                }
                if (containment >= COPY && near) {
                    // Where it was already, it stays as long as that holds.
                    double preferred = containment + (entry.placed().group().equals(group) ? 1 : 0);
                    if (preferred > look.copied) {
                        look.copied = preferred;
                        look.copyOf = entry;
                    }
                } else if (containment > look.related) {
                    look.related = containment;
                    look.relatedTo = entry;
                }
            });
        }
        return look;
    }

    private Generation.Entry entry(String id) {
        Generation.Entry entry = current.entry(id);
        return entry == null ? former.entry(id) : entry;
    }

    private void add(Generation.Entry entry) {
        if (current.isFull()) {
            former = current;
            current = new Generation(capacity);
        }
        current.add(entry);
    }
}
