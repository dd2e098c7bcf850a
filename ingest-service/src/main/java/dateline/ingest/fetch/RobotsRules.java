package dateline.ingest.fetch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a site's {@code robots.txt} says to one robot (RFC 9309).
 *
 * @param rules the rules of the robot's groups
 * @param delay how long to wait between requests ({@code Crawl-delay}, no part of the RFC), zero where nothing is said
 */
record RobotsRules(List<Rule> rules, Duration delay) {

    static final RobotsRules ALLOW_ALL = new RobotsRules(List.of(), Duration.ZERO);
    static final RobotsRules DISALLOW_ALL = new RobotsRules(List.of(new Rule("/", false)), Duration.ZERO);

    // No more of a file is read than the RFC obliges robots to read, and no longer wish than an hour is heard.
    private static final int MAX_CHARACTERS = 512 * 1024;
    private static final int MAX_DELAY_SECONDS = 3600;

    RobotsRules {
        rules = List.copyOf(rules);
    }

    /**
     * One line.
     *
     * @param pattern a path's beginning, {@code *} for any characters, {@code $} for the end
     * @param allowed whether what matches may be asked for
     */
    record Rule(String pattern, boolean allowed) {

        boolean matches(String path) {
            boolean end = pattern.endsWith("$");
            String[] parts = (end ? pattern.substring(0, pattern.length() - 1) : pattern).split("\\*", -1);
            if (!path.startsWith(parts[0])) {
                return false;
            }
            int at = parts[0].length();
            for (int i = 1; i < parts.length; i++) {
                boolean last = i == parts.length - 1;
                int found = end && last ? lastIndex(path, parts[i], at) : path.indexOf(parts[i], at);
                if (found < 0) {
                    return false;
                }
                at = found + parts[i].length();
            }
            return !end || at == path.length();
        }

        private static int lastIndex(String path, String part, int from) {
            int start = path.length() - part.length();
            return start >= from && path.endsWith(part) ? start : -1;
        }
    }

    /**
     * Reads the rules for a robot: those of all groups that name it, else those for {@code *}.
     *
     * @param text the file
     * @param robot the robot's product token, such as {@code Dateline}
     */
    static RobotsRules of(String text, String robot) {
        Group own = new Group();
        Group any = new Group();
        Set<Group> current = new HashSet<>();
        boolean naming = false;
        String bounded = text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
        for (String line : bounded.split("\\R", -1)) {
            String[] field = line.split("#", 2)[0].split(":", 2);
            if (field.length < 2) {
                continue;
            }
            String value = field[1].strip();
            String name = field[0].strip().toLowerCase(Locale.ROOT);
            if (name.equals("user-agent")) {
                if (!naming) {
                    current.clear();
                }
                naming = true;
                String token = value.split("[/ ]", 2)[0];
                if (token.equalsIgnoreCase(robot)) {
                    own.named = true;
                    current.add(own);
                } else if (token.equals("*")) {
                    current.add(any);
                }
            } else if (name.equals("allow") || name.equals("disallow")) {
                naming = false;
                if (!value.isEmpty()) { // an empty rule says nothing
                    current.forEach(group -> group.rules.add(new Rule(value, name.equals("allow"))));
                }
            } else if (name.equals("crawl-delay")) {
                naming = false;
                delay(value).ifPresent(delay -> current.forEach(group -> group.delay = delay));
            }
        }
        Group chosen = own.named ? own : any;
        return new RobotsRules(chosen.rules, chosen.delay);
    }

    // Compared by identity: two groups with the same rules are two groups.
    private static final class Group {
        private final List<Rule> rules = new ArrayList<>();
        private Duration delay = Duration.ZERO;
        private boolean named;
    }

    private static Optional<Duration> delay(String value) {
        if (!value.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            return Optional.empty();
        }
        double seconds = Math.min(Double.parseDouble(value), MAX_DELAY_SECONDS);
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /**
     * Whether a path may be asked for: the longest rule that matches decides, and of two as long the one that allows.
     *
     * @param path path and query
     */
    boolean permit(String path) {
        Rule decisive = null;
        for (Rule rule : rules) {
            boolean stronger = decisive == null
                    || rule.pattern.length() > decisive.pattern.length()
                    || (rule.pattern.length() == decisive.pattern.length() && rule.allowed);
            if (stronger && rule.matches(path)) {
                decisive = rule;
            }
        }
        return decisive == null || decisive.allowed;
    }
}
