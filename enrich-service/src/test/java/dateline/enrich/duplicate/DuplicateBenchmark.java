package dateline.enrich.duplicate;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Run by hand, with a heap of 6 GB: the time of one core that a look-up and an insertion take in an index that holds a million
 * releases, of which one in ten shares a template with a hundred others and one in twenty is a copy.
 */
final class DuplicateBenchmark {

    private static final int RELEASES = 1_000_000;
    private static final int MEASURED = 100_000;
    private static final int TEMPLATES = 1_000;

    private DuplicateBenchmark() {}

    public static void main(String[] args) {
        SplittableRandom random = new SplittableRandom(11);
        int[][] templates = new int[TEMPLATES][];
        for (int i = 0; i < TEMPLATES; i++) {
            templates[i] = minima(random);
        }
        // Half of what it may keep is always there.
        DuplicateIndex index = new DuplicateIndex(2 * RELEASES);
        Instant day = Instant.parse("2026-01-01T00:00:00Z");
        int[] last = minima(random);
        long began = 0;
        int copies = 0;
        for (int i = 0; i < RELEASES + MEASURED; i++) {
            if (i == RELEASES) {
                began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            }
            int[] minima = minima(random);
            double kind = random.nextDouble();
            if (kind < 0.1) {
                mix(minima, templates[random.nextInt(TEMPLATES)], 0.4, random);
            } else if (kind < 0.15) {
                mix(minima, last, 0.9, random);
            }
            last = minima;
            Duplicates placed =
                    index.place("release-" + i, Duplicates.signed(new Signature(minima, 400)), day.plusSeconds(i));
            copies += i >= RELEASES && placed.relation().equals(Duplicates.COPY) ? 1 : 0;
        }
        double nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        System.out.printf(
                Locale.ROOT,
                "%d signatures in the index: %.3f ms of a core a release, %d of %d copies found, heap in use %d MB%n",
                RELEASES,
                nanos / 1e6 / MEASURED,
                copies,
                MEASURED / 20,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private static int[] minima(SplittableRandom random) {
        return random.ints(Signature.SIZE).toArray();
    }

    private static void mix(int[] minima, int[] other, double share, SplittableRandom random) {
        for (int i = 0; i < minima.length; i++) {
            minima[i] = random.nextDouble() < share ? other[i] : minima[i];
        }
    }
}
