package dateline.query.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A {@code tsquery} as a tree, with the meaning that Postgres gives it (documentation, "Controlling Text Search"; for
 * distances, {@code TS_phrase_execute} in its source).
 */
public sealed interface Condition {

    /** Whether the release matches. */
    boolean matches(Lexemes release);

    /**
     * Terms of which a release must have one to match, the rarest that there are.
     *
     * @param frequency how often a term comes
     * @return null when a release may match without any term
     */
    Anchor anchor(ToIntFunction<String> frequency);

    /** Where the condition holds in a release, for distances. */
    Places places(Lexemes release);

    /** Whether lexemes alone tell a match: neither places nor weights are asked for. */
    boolean exact();

    /**
     * A {@code tsquery} that is {@linkplain #exact() exact} and matches at least what this matches.
     *
     * @param everything a quoted lexeme that all releases in question have
     */
    String wider(String everything);

    /**
     * Terms of which one is required.
     *
     * @param words whole lexemes
     * @param prefixes beginnings of lexemes
     * @param frequency how often one of them comes
     */
    record Anchor(Set<String> words, Set<String> prefixes, long frequency) {}

    /** Positions of the last word of each find, ascending, and how many positions before it a find begins. */
    final class Places {
        static final Places NONE = new Places(new int[0], 0);

        private final int[] last;
        private final int width;

        Places(int[] last, int width) {
            this.last = last;
            this.width = width;
        }

        int[] last() {
            return last;
        }

        int width() {
            return width;
        }
    }

    /** Every release. */
    record Everything() implements Condition {
        @Override
        public boolean matches(Lexemes release) {
            return true;
        }

        @Override
        public Anchor anchor(ToIntFunction<String> frequency) {
            return null;
        }

        @Override
        public Places places(Lexemes release) {
            return Places.NONE;
        }

        @Override
        public boolean exact() {
            return true;
        }

        @Override
        public String wider(String everything) {
            return everything;
        }
    }

    /** A lexeme, or with {@code prefix} all that begin so; {@code weights} has a bit for each weight that counts, 0 for all. */
    record Word(String lexeme, boolean prefix, int weights) implements Condition {

        // A prefix stands for an unknown number of words.
        private static final int PREFIX_COST = 20;

        @Override
        public boolean matches(Lexemes release) {
            if (!prefix) {
                int[] at = release.at(lexeme);
                return at != null && counts(at);
            }
            return release.beginning(lexeme).values().stream().anyMatch(this::counts);
        }

        private boolean counts(int[] at) {
            return weights == 0 || Arrays.stream(at).anyMatch(this::weighs);
        }

        private boolean weighs(int position) {
            return weights == 0 || (weights & 1 << (position & 3)) != 0;
        }

        @Override
        public Anchor anchor(ToIntFunction<String> frequency) {
            return prefix
                    ? new Anchor(Set.of(), Set.of(lexeme), (long) PREFIX_COST * (1 + frequency.applyAsInt(lexeme)))
                    : new Anchor(Set.of(lexeme), Set.of(), frequency.applyAsInt(lexeme));
        }

        @Override
        public Places places(Lexemes release) {
            IntStream at = prefix
                    ? release.beginning(lexeme).values().stream().flatMapToInt(Arrays::stream)
                    : release.has(lexeme) ? Arrays.stream(release.at(lexeme)) : IntStream.empty();
            return new Places(
                    at.filter(this::weighs)
                            .map(position -> position >> 2)
                            .sorted()
                            .distinct()
                            .toArray(),
                    0);
        }

        @Override
        public boolean exact() {
            return weights == 0;
        }

        @Override
        public String wider(String everything) {
            return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + (prefix ? "':*" : "'");
        }
    }

    /** All of these. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean matches(Lexemes release) {
            for (Condition condition : conditions) {
                if (!condition.matches(release)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Anchor anchor(ToIntFunction<String> frequency) {
            Anchor rarest = null;
            for (Condition condition : conditions) {
                Anchor anchor = condition.anchor(frequency);
                if (anchor != null && (rarest == null || anchor.frequency() < rarest.frequency())) {
                    rarest = anchor;
                }
            }
            return rarest;
        }

        @Override
        public Places places(Lexemes release) {
            return together(conditions, release, true);
        }

        @Override
        public boolean exact() {
            return conditions.stream().allMatch(Condition::exact);
        }

        @Override
        public String wider(String everything) {
            return joined(conditions, " & ", everything);
        }
    }

    /** Any of these. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean matches(Lexemes release) {
            for (Condition condition : conditions) {
                if (condition.matches(release)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Anchor anchor(ToIntFunction<String> frequency) {
            Set<String> words = new HashSet<>();
            Set<String> prefixes = new HashSet<>();
            long sum = 0;
            for (Condition condition : conditions) {
                Anchor anchor = condition.anchor(frequency);
                if (anchor == null) {
                    return null;
                }
                words.addAll(anchor.words());
                prefixes.addAll(anchor.prefixes());
                sum += anchor.frequency();
            }
            return new Anchor(words, prefixes, sum);
        }

        @Override
        public Places places(Lexemes release) {
            return together(conditions, release, false);
        }

        @Override
        public boolean exact() {
            return conditions.stream().allMatch(Condition::exact);
        }

        @Override
        public String wider(String everything) {
            return joined(conditions, " | ", everything);
        }
    }

    /** Not this. It does not stand inside distances. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean matches(Lexemes release) {
            return !condition.matches(release);
        }

        @Override
        public Anchor anchor(ToIntFunction<String> frequency) {
            return null;
        }

        @Override
        public Places places(Lexemes release) {
            throw new IllegalStateException("a negation inside a distance");
        }

        @Override
        public boolean exact() {
            return condition.exact();
        }

        @Override
        public String wider(String everything) {
            return exact() ? "!" + condition.wider(everything) : everything;
        }
    }

    /** The second begins so many positions after the first ends. */
    record Followed(Condition first, Condition second, int distance) implements Condition {
        @Override
        public boolean matches(Lexemes release) {
            return places(release).last().length > 0;
        }

        @Override
        public Anchor anchor(ToIntFunction<String> frequency) {
            return new All(List.of(first, second)).anchor(frequency);
        }

        @Override
        public Places places(Lexemes release) {
            Places before = first.places(release);
            if (before.last().length == 0) {
                return Places.NONE;
            }
            Places after = second.places(release);
            int offset = distance + after.width();
            int[] last = Arrays.stream(after.last())
                    .filter(position -> Arrays.binarySearch(before.last(), position - offset) >= 0)
                    .toArray();
            return new Places(last, distance + before.width() + after.width());
        }

        @Override
        public boolean exact() {
            return false;
        }

        @Override
        public String wider(String everything) {
            // A phrase may have thousands of words, too many to go down by recursion.
            List<Condition> parts = new ArrayList<>();
            Condition at = this;
            while (at instanceof Followed followed) {
                parts.add(followed.second());
                at = followed.first();
            }
            parts.add(at);
            return joined(parts, " & ", everything);
        }
    }

    // Finds of different widths are lined up at the place where the widest of them ends.
    private static Places together(List<Condition> conditions, Lexemes release, boolean all) {
        List<Places> places = new ArrayList<>();
        conditions.forEach(condition -> places.add(condition.places(release)));
        int width = places.stream().mapToInt(Places::width).max().orElse(0);
        int[] merged = null;
        for (Places place : places) {
            int[] shifted = Arrays.stream(place.last())
                    .map(position -> position + width - place.width())
                    .toArray();
            int[] before = merged;
            merged = before == null
                    ? shifted
                    : all
                            ? Arrays.stream(shifted)
                                    .filter(position -> Arrays.binarySearch(before, position) >= 0)
                                    .toArray()
                            : IntStream.concat(Arrays.stream(before), Arrays.stream(shifted))
                                    .sorted()
                                    .distinct()
                                    .toArray();
        }
        return merged == null ? Places.NONE : new Places(merged, width);
    }

    // The same condition comes often, as for each distance of a near/.
    private static String joined(List<Condition> conditions, String operator, String everything) {
        return conditions.stream()
                .map(condition -> condition.wider(everything))
                .distinct()
                .sorted()
                .collect(Collectors.joining(operator, "(", ")"));
    }

    /**
     * Reads a {@code tsquery} in the form in which Postgres takes it; lexemes stand in quotation marks.
     *
     * @param query for example {@code 'fat':AB & ('rat' <-> 'cat':*) & !'dog'}; empty for every release
     * @throws IllegalArgumentException when it is none
     */
    static Condition parse(String query) {
        Reader in = new Reader(query);
        if (!in.skipSpaces()) {
            return new Everything();
        }
        Condition condition = any(in);
        if (in.skipSpaces()) {
            throw in.fault("expected the end");
        }
        return condition;
    }

    private static Condition any(Reader in) {
        List<Condition> conditions = new ArrayList<>(List.of(all(in)));
        while (next(in, '|')) {
            conditions.add(all(in));
        }
        return conditions.size() == 1 ? conditions.get(0) : new Any(conditions);
    }

    private static Condition all(Reader in) {
        List<Condition> conditions = new ArrayList<>(List.of(followed(in)));
        while (next(in, '&')) {
            conditions.add(followed(in));
        }
        return conditions.size() == 1 ? conditions.get(0) : new All(conditions);
    }

    private static Condition followed(Reader in) {
        Condition condition = one(in);
        while (next(in, '<')) {
            int distance = in.accept('-') ? 1 : in.number();
            in.expect('>');
            condition = new Followed(condition, one(in), distance);
        }
        return condition;
    }

    private static Condition one(Reader in) {
        if (next(in, '!')) {
            return new Not(one(in));
        }
        if (next(in, '(')) {
            Condition inner = any(in);
            in.skipSpaces();
            in.expect(')');
            return inner;
        }
        String lexeme = in.lexeme();
        boolean prefix = false;
        int weights = 0;
        if (in.accept(':')) {
            while (true) {
                if (in.accept('*')) {
                    prefix = true;
                } else if (in.peek() >= 'A' && in.peek() <= 'D') {
                    weights |= 1 << in.weight();
                } else {
                    break;
                }
            }
        }
        return new Word(lexeme, prefix, weights);
    }

    private static boolean next(Reader in, char expected) {
        in.skipSpaces();
        return in.accept(expected);
    }
}
