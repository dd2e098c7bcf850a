package dateline.deploy.local;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The command line of {@code deploy/up}.
 *
 * @param fresh whether the data of earlier runs is dropped
 * @param feeds the OPML file to poll, null for the sample newsroom
 * @param data the data directory
 * @param ports where the parts listen
 */
record UpOptions(boolean fresh, Path feeds, Path data, Ports ports) {

    static final String USAGE = """
            deploy/up [--feeds FILE.opml] [--fresh] [--data DIR] [--free-ports] [--PART-port N]
              --feeds FILE.opml  polls the feeds of an OPML file; without it a sample newsroom is served
              --fresh            drops the releases and feeds of earlier runs
              --data DIR         keeps its data there; default deploy/.data
              --free-ports       takes any free ports
              --PART-port N      PART is query, ingest, enrich, kafka, postgres or newsroom""";

    /**
     * Reads the command line.
     *
     * @param arguments as typed
     * @param home the project's directory
     * @throws StandException when an argument is unknown or lacks its value
     */
    static UpOptions parse(String[] arguments, Path home) {
        boolean fresh = false;
        Path feeds = null;
        Path data = home.resolve("deploy/.data");
        Ports ports = Ports.usual();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--fresh")) {
                fresh = true;
            } else if (argument.equals("--free-ports")) {
                ports = Ports.free();
            } else if (argument.equals("--feeds")) {
                feeds = Path.of(value(arguments, ++i, argument)).toAbsolutePath();
                if (!Files.isReadable(feeds)) {
                    throw new StandException("The feeds file " + feeds + " cannot be read.");
                }
            } else if (argument.equals("--data")) {
                data = Path.of(value(arguments, ++i, argument)).toAbsolutePath();
            } else if (argument.matches("--(query|ingest|enrich|kafka|postgres|newsroom)-port")) {
                String who = argument.substring(2, argument.length() - "-port".length());
                ports = ports.with(who, port(value(arguments, ++i, argument), argument));
            } else {
                throw new StandException("Unknown argument " + argument + ".\n" + USAGE);
            }
        }
        return new UpOptions(fresh, feeds, data, ports);
    }

    private static String value(String[] arguments, int index, String name) {
        if (index >= arguments.length) {
            throw new StandException(name + " needs a value.\n" + USAGE);
        }
        return arguments[index];
    }

    private static int port(String value, String name) {
        if (!value.matches("[1-9]\\d{0,4}") || Integer.parseInt(value) > 65535) {
            throw new StandException(name + " needs a port between 1 and 65535, not " + value + ".");
        }
        return Integer.parseInt(value);
    }
}
