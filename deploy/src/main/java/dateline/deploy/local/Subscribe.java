package dateline.deploy.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** {@code deploy/subscribe}: prints the values of a topic, or what matches a search, one a line, from the beginning and on. */
public final class Subscribe {

    private static final String USAGE = """
            deploy/subscribe TOPIC [--new] [--most N] [--bootstrap HOST:PORT]
            deploy/subscribe --search QUERY [--new] [--most N] [--service URL]
              --search   what matches a search, in the language of the search; from query-service
              --new      only what comes from now on
              --most     ends after N""";

    private Subscribe() {}

    /** Takes the command line of {@code deploy/subscribe}; the system property dateline.home is the project's directory. */
    public static void main(String[] arguments) throws Exception {
        String topic = null;
        boolean onlyNew = false;
        long most = Long.MAX_VALUE;
        String bootstrap = null;
        String search = null;
        String service = null;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            boolean hasValue = i + 1 < arguments.length;
            if (argument.equals("--new")) {
                onlyNew = true;
            } else if (argument.equals("--most") && hasValue && arguments[i + 1].matches("\\d{1,18}")) {
                most = Long.parseLong(arguments[++i]);
            } else if (argument.equals("--bootstrap") && hasValue) {
                bootstrap = arguments[++i];
            } else if (argument.equals("--search") && hasValue) {
                search = arguments[++i];
            } else if (argument.equals("--service") && hasValue) {
                service = arguments[++i];
            } else if (topic == null && !argument.startsWith("-")) {
                topic = argument;
            } else {
                fail("Unknown argument " + argument + ".\n" + USAGE);
            }
        }
        if ((topic == null) == (search == null)) {
            fail(USAGE);
        }
        if (search == null) {
            print(topic, bootstrap == null ? runningStand("bootstrap.servers") : bootstrap, onlyNew, most);
        } else {
            search(service == null ? runningStand("search.url") : service, search, onlyNew, most);
        }
    }

    private static void print(String topic, String bootstrap, boolean onlyNew, long most) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("default.api.timeout.ms", "10000");
        settings.put("auto.offset.reset", onlyNew ? "latest" : "earliest");
        // Without a group nothing is committed: this reader leaves no trace on the broker.
        settings.put("enable.auto.commit", "false");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<PartitionInfo> partitions = consumer.listTopics().get(topic);
            if (partitions == null) {
                fail("There is no topic " + topic + " on " + bootstrap + "; there are "
                        + consumer.listTopics().keySet() + ".");
            }
            consumer.assign(partitions.stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            long printed = 0;
            while (printed < most) {
                for (ConsumerRecord<String, String> event : consumer.poll(Duration.ofMillis(500))) {
                    if (printed++ < most) {
                        System.out.println(event.value());
                    }
                }
                if (System.out.checkError()) {
                    return;
                }
            }
        }
    }

    private static void search(String service, String query, boolean onlyNew, long most) throws InterruptedException {
        try {
            new SearchStream(URI.create(service), query, onlyNew, most, System.out).print();
        } catch (StandException e) {
            fail(e.getMessage());
        }
    }

    private static String runningStand(String property) throws Exception {
        Path file = Path.of(System.getProperty("dateline.home", "."), "deploy/.data/stand.properties");
        if (!Files.exists(file)) {
            fail("No stand has run here: start deploy/up first, or name another one with --bootstrap or --service.");
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties.getProperty(property);
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(2);
    }
}
