package dateline.deploy.kubernetes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads Kubernetes manifests so strictly that a mistyped field is an error. */
public final class Manifests {

    private static final Map<String, Class<? extends HasMetadata>> KINDS =
            Map.of("Deployment", Deployment.class, "Service", Service.class, "ConfigMap", ConfigMap.class);

    private static final YAMLMapper MAPPER = strict();

    private Manifests() {}

    /** Everything that the base's kustomization.yaml lists. */
    public static List<HasMetadata> base() {
        Path folder = Path.of("kubernetes");
        try {
            List<HasMetadata> resources = new ArrayList<>();
            for (JsonNode file : MAPPER.readTree(
                            folder.resolve("kustomization.yaml").toFile())
                    .path("resources")) {
                resources.addAll(read(Files.readString(folder.resolve(file.asText()))));
            }
            return resources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a YAML stream.
     *
     * @throws IOException when a document is of an unknown kind or has a field that its kind does not have
     */
    static List<HasMetadata> read(String yaml) throws IOException {
        List<HasMetadata> resources = new ArrayList<>();
        List<JsonNode> documents =
                MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll();
        for (JsonNode document : documents) {
            Class<? extends HasMetadata> kind = KINDS.get(document.path("kind").asText());
            if (kind == null) {
                throw new IOException("unknown kind " + document.path("kind"));
            }
            resources.add(MAPPER.treeToValue(document, kind));
        }
        return resources;
    }

    // The model's classes keep unknown fields aside, which would hide a typing error.
    private static YAMLMapper strict() {
        YAMLMapper mapper = new YAMLMapper();
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            private static final long serialVersionUID = 1L;

            @Override
            public Boolean hasAnySetter(Annotated member) {
                return Boolean.FALSE;
            }
        });
        return mapper;
    }
}
