package dateline.ingest.parse;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the repairs of one parse and remembers where each kind was first needed. */
final class RepairLog {

    /** How often, and the index of the first. */
    private static final class Tally {
        private int count;
        private int first;
    }

    private final Map<Repair.Kind, Tally> tallies = new EnumMap<>(Repair.Kind.class);

    /** Notes a repair at an index of the decoded text. */
    void add(Repair.Kind kind, int index) {
        add(kind, index, 1);
    }

    void add(Repair.Kind kind, int index, int count) {
        Tally tally = tallies.computeIfAbsent(kind, unused -> new Tally());
        if (tally.count == 0) {
            tally.first = index;
        }
        tally.count += count;
    }

    /** The repairs so far, with places in the given text. */
    List<Repair> toList(char[] text, int length) {
        return tallies.entrySet().stream()
                .map(entry -> new Repair(
                        entry.getKey(),
                        entry.getValue().count,
                        position(text, Math.min(entry.getValue().first, length))))
                .toList();
    }

    static Position position(char[] text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            if (text[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Position(line, index - lineStart + 1);
    }
}
