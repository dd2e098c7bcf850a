package dateline.deploy.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line of a bench: names and values in turn. */
final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a command line, or ends the process with status 2 when it is none.
     *
     * @param usage what to print then; the options are the words with two dashes that begin its lines
     */
    static Options of(String usage, String... arguments) {
        List<String> known = usage.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("--"))
                .map(line -> line.split(" ", 2)[0])
                .toList();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!known.contains(arguments[i]) || i + 1 == arguments.length) {
                System.err.println(usage);
                System.exit(2);
            }
            values.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return new Options(values);
    }

    /** The project's directory, as the system property dateline.home says. */
    static Path home() {
        return Path.of(System.getProperty("dateline.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    /** The texts that --corpus names. */
    Path corpus() {
        return home().resolve(text("corpus", "../shared/corpus/releases"));
    }
}
