package dateline.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that the contract declares, made on a broker. */
final class Topics {

    // One machine needs fewer than the contract's twelve, but more than one, or order across partitions goes untested.
    private static final int MOST_PARTITIONS = 6;

    private Topics() {}

    /**
     * Reads the topics from the contract.
     *
     * @param asyncApi the AsyncAPI 3 document; its Kafka bindings give partitions and topic configuration
     * @return the topics for a single broker: one replica, at most six partitions
     * @throws UncheckedIOException when the document cannot be read
     */
    static List<NewTopic> declaredBy(Path asyncApi) {
        JsonNode channels;
        try {
            channels = new YAMLMapper().readTree(asyncApi.toFile()).path("channels");
        } catch (IOException e) {
            throw new UncheckedIOException("the contract " + asyncApi + " cannot be read: " + e.getMessage(), e);
        }
        List<NewTopic> topics = new ArrayList<>();
        for (JsonNode channel : channels) {
            JsonNode kafka = channel.path("bindings").path("kafka");
            Map<String, String> configuration = new HashMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    kafka.path("topicConfiguration").properties()) {
                configuration.put(entry.getKey(), text(entry.getValue()));
            }
            int partitions = Math.min(MOST_PARTITIONS, kafka.path("partitions").asInt(1));
            topics.add(new NewTopic(channel.path("address").asText(), partitions, (short) 1).configs(configuration));
        }
        return topics;
    }

    /**
     * Makes those topics that are missing.
     *
     * @param bootstrapServers the broker
     * @param topics what there shall be
     */
    static void ensure(String bootstrapServers, List<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> present = admin.listTopics().names().get();
            admin.createTopics(topics.stream()
                            .filter(topic -> !present.contains(topic.name()))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics were made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be made on " + bootstrapServers, e);
        }
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(item.asText()));
        return items.stream().collect(Collectors.joining(","));
    }
}
