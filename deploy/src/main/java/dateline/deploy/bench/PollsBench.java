package dateline.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import dateline.deploy.bench.FeedFarm.Request;
import dateline.deploy.local.IngestStand;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code deploy/bench polls}: feeds on many virtual hosts of a server on the loopback, all of them always due, polled by one and
 * by two processes of the packaged ingest-service. Prints polls a second, what they cost, and whether the promises to hosts were
 * kept, as the server saw it. A feed's first change brings twenty releases that are new, every later one a single one.
 */
public final class PollsBench {

    private static final String USAGE = """
            deploy/bench polls [--feeds N] [--hosts N] [--seconds N]
              --feeds N      how many feeds; default 20000
              --hosts N      on how many hosts; default 2000
              --seconds N    how long each part is measured; default 30""";
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int CHANGED_ONE_IN = 10;
    private static final Duration FLOOR = Duration.ofSeconds(5);
    private static final Duration SPACING = Duration.ofMillis(250);
    private static final int PER_HOST = 2;

    private final PrintStream out = System.out;
    private final Path home;
    private final int feeds;
    private final int hosts;
    private final Duration time;

    private PollsBench(Path home, Map<String, String> options) {
        this.home = home;
        feeds = Integer.parseInt(options.getOrDefault("feeds", "20000"));
        hosts = Integer.parseInt(options.getOrDefault("hosts", "2000"));
        time = Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "30")));
    }

    /** Takes the command line behind {@code polls}; the system property dateline.home is the project's directory. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Path home = Path.of(System.getProperty("dateline.home", "."))
                .toAbsolutePath()
                .normalize();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            boolean known = List.of("--feeds", "--hosts", "--seconds").contains(arguments[i]);
            if (!known || i + 1 == arguments.length) {
                System.err.println(USAGE);
                System.exit(2);
            }
            options.put(arguments[i].substring(2), arguments[i + 1]);
        }
        new PollsBench(home, options).run();
    }

    private void run() throws IOException, SQLException, InterruptedException {
        Path data = Files.createTempDirectory("dateline-polls");
        try (FeedFarm farm = new FeedFarm(feeds, hosts);
                IngestStand stand = IngestStand.start(home, data)) {
            Map<String, String> settings = settings(data);
            // The tables are made by a process that does not poll.
            Map<String, String> idle = new HashMap<>(settings);
            idle.put("DATELINE_POLL_ENABLED", "false");
            stand.launch(home, "256m", idle);
            fill(stand, farm);
            stand.endServices();
            List<Long> processes = new ArrayList<>(List.of(stand.launch(home, "512m", settings)));
            measure("one process, all 304", stand, farm, processes);
            farm.change(CHANGED_ONE_IN);
            measure("one process, one in " + CHANGED_ONE_IN + " changed", stand, farm, processes);
            processes.add(stand.launch(home, "512m", settings));
            measure("two processes, one in " + CHANGED_ONE_IN + " changed", stand, farm, processes);
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Map<String, String> settings(Path data) throws IOException {
        Path names = data.resolve("hosts");
        Files.writeString(
                names,
                IntStream.range(0, hosts)
                        .mapToObj(host -> "127.0.0.1 " + FeedFarm.host(host))
                        .collect(Collectors.joining("\n", "127.0.0.1 localhost\n", "\n")));
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Djdk.net.hosts.file=" + names + " -Dsun.net.inetaddr.ttl=-1",
                "DATELINE_FETCH_ALLOW_PRIVATE_ADDRESSES",
                "true",
                "DATELINE_SCHEDULE_FLOOR",
                FLOOR.toSeconds() + "s",
                "DATELINE_SCHEDULE_SLOWEST",
                FLOOR.toSeconds() + "s",
                "DATELINE_POLL_SPACING",
                SPACING.toMillis() + "ms",
                "DATELINE_POLL_PER_HOST",
                Integer.toString(PER_HOST),
                "DATELINE_POLL_AT_ONCE",
                "200",
                "QUARKUS_LOG_LEVEL",
                "WARN");
    }

    // Feeds that have been read before, due over the next seconds, so that the first poll of each is conditional.
    private void fill(IngestStand stand, FeedFarm farm) throws SQLException {
        String insert = """
                insert into ingest.feed (id, url, host, added, status, status_since, validated_url, etag, last_success,
                    last_attempt, whole_asked, next_poll, next_poll_reason)
                values (?, ?, ?, now(), 'active', now(), ?, ?, now(), now(), now(), now() + make_interval(secs => ?), 'floor')
                """;
        try (Connection connection = DriverManager.getConnection(stand.jdbcUrl(), stand.databaseUser(), "")) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    PreparedStatement feed = connection.prepareStatement(insert)) {
                statement.execute("set local session_replication_role = replica"); // nobody is told of these
                for (int i = 0; i < feeds; i++) {
                    feed.setString(1, "feed-" + i);
                    feed.setString(2, farm.url(i));
                    feed.setString(3, FeedFarm.host(i % hosts) + ":" + farm.port());
                    feed.setString(4, farm.url(i));
                    feed.setString(5, FeedFarm.etag(0));
                    feed.setDouble(6, 10.0 * i / feeds);
                    feed.addBatch();
                }
                feed.executeBatch();
            }
            connection.commit();
        }
    }

    private void measure(String name, IngestStand stand, FeedFarm farm, List<Long> processes)
            throws InterruptedException, IOException {
        Thread.sleep(WARM_UP.toMillis());
        farm.requests();
        double service = cpu(processes);
        double postgres = CpuTime.seconds(stand.postgresPid());
        double self = ownSeconds();
        long begin = System.nanoTime();
        Thread.sleep(time.toMillis());
        List<Request> requests = farm.requests();
        double seconds = (System.nanoTime() - begin) / 1e9;
        service = cpu(processes) - service;
        postgres = CpuTime.seconds(stand.postgresPid()) - postgres;
        self = ownSeconds() - self;
        long unchanged =
                requests.stream().filter(request -> request.status() == 304).count();
        out.printf(
                "%n%s: %.0f polls/s (%d in %.0f s, %.0f %% 304), load average %.1f on %d cores%n",
                name,
                requests.size() / seconds,
                requests.size(),
                seconds,
                100.0 * unchanged / requests.size(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
        out.printf(
                "  CPU per poll: service %.3f ms, Postgres %.3f ms, web server and broker %.3f ms; %.0f polls/s and core of the service, %.0f of all%n",
                1000 * service / requests.size(),
                1000 * postgres / requests.size(),
                1000 * self / requests.size(),
                requests.size() / service,
                requests.size() / (service + postgres + self));
        for (long process : processes) {
            out.printf("  process %d: %.0f MB resident%n", process, residentMegabytes(process));
        }
        promises(requests);
    }

    private void promises(List<Request> requests) {
        int twice = 0;
        int close = 0;
        int most = 0;
        Map<Integer, Long> lastOfFeed = new HashMap<>();
        Map<Integer, List<Request>> byHost =
                requests.stream().collect(Collectors.groupingBy(request -> request.feed() % hosts));
        for (Request request : requests) {
            Long last = lastOfFeed.put(request.feed(), request.start());
            // A poll may arrive a little late, and the next one of the feed not.
            twice += last != null && request.start() - last < FLOOR.toNanos() / 2 ? 1 : 0;
        }
        for (List<Request> ofHost : byHost.values()) {
            for (int i = 0; i < ofHost.size(); i++) {
                Request request = ofHost.get(i);
                int running = 1;
                for (int j = i - 1; j >= 0 && j > i - 10; j--) {
                    running += ofHost.get(j).end() > request.start() ? 1 : 0;
                }
                most = Math.max(most, running);
                close += i > 0 && request.start() - ofHost.get(i - 1).start() < SPACING.toNanos() / 2 ? 1 : 0;
            }
        }
        out.printf(
                "  as the server saw it: %d feeds polled twice within half the floor; at most %d requests at once on a host (limit %d);"
                        + " %d of %d requests less than half the spacing after another on their host%n",
                twice, most, PER_HOST, close, requests.size());
    }

    private static double cpu(List<Long> processes) {
        return processes.stream().mapToDouble(CpuTime::seconds).sum();
    }

    // Without the services and Postgres, which are processes of their own.
    private static double ownSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static double residentMegabytes(long process) throws IOException {
        return ResidentMemory.kilobytes(process) / 1024.0;
    }
}
