package dateline.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs the packaged services: their jars say which configuration keys there are. */
class ManifestsIT {

    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern KEY = Pattern.compile("(?m)^    [\\w<>., ]+ (\\w+)\\(\\);");

    @Test
    void theBaseHasADeploymentAndAServiceForEachService() {
        List<String> names = Manifests.base().stream()
                .map(resource ->
                        resource.getKind() + " " + resource.getMetadata().getName())
                .toList();
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "ConfigMap dateline",
                        "Deployment ingest-service",
                        "Service ingest-service",
                        "Deployment enrich-service",
                        "Service enrich-service",
                        "Deployment query-service",
                        "Service query-service");
    }

    @Test
    void aMistypedFieldIsAnError() {
        assertThatThrownBy(() -> Manifests.read("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: mistyped
                        spec:
                          template:
                            spec:
                              containers:
                                - name: one
                                  securityContext:
                                    readOnlyRootFileSystem: true
                        """))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("readOnlyRootFileSystem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "enrich-service", "query-service"})
    void everyEnvironmentKeyIsAConfigurationKeyOfItsService(String name) throws IOException {
        Set<String> known = keys(Path.of("..").resolve(name));
        List<EnvVar> environment = container(name).getEnv();
        assertThat(environment).isNotEmpty();
        assertThat(environment).extracting(EnvVar::getName).isSubsetOf(known);
    }

    @Test
    void whatAnEnvironmentKeyRefersToExists() {
        Set<String> keys = only(ConfigMap.class)
                .flatMap(map -> map.getData().keySet().stream())
                .collect(java.util.stream.Collectors.toSet());
        assertThat(only(Deployment.class)
                        .flatMap(deployment -> container(deployment).getEnv().stream())
                        .filter(key ->
                                key.getValueFrom() != null && key.getValueFrom().getConfigMapKeyRef() != null)
                        .map(key -> key.getValueFrom().getConfigMapKeyRef().getKey()))
                .isNotEmpty()
                .isSubsetOf(keys);
    }

    @Test
    void everyContainerIsRestrictedAndProbed() {
        assertThat(only(Deployment.class)).hasSize(3).allSatisfy(deployment -> {
            Container container = container(deployment);
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(deployment
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getSecurityContext()
                            .getRunAsNonRoot())
                    .isTrue();
            assertThat(container.getReadinessProbe()).isNotNull();
            assertThat(container.getLivenessProbe()).isNotNull();
            assertThat(container.getStartupProbe()).isNotNull();
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getImage()).doesNotEndWith(":latest").contains(":");
        });
    }

    @Test
    void eachServiceSelectsItsDeployment() {
        assertThat(only(Service.class))
                .hasSize(3)
                .allSatisfy(service -> assertThat(only(Deployment.class))
                        .filteredOn(deployment -> deployment
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .entrySet()
                                .containsAll(service.getSpec().getSelector().entrySet()))
                        .hasSize(1));
    }

    private static <T extends HasMetadata> Stream<T> only(Class<T> kind) {
        return Manifests.base().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static Container container(String name) {
        return container(only(Deployment.class)
                .filter(deployment -> deployment.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    // Quarkus' own keys are listed in its jars; ours in the @ConfigMapping interfaces; the broker's is the connector's.
    private static Set<String> keys(Path service) throws IOException {
        Set<String> keys = new HashSet<>(Set.of("KAFKA_BOOTSTRAP_SERVERS"));
        try (Stream<Path> jars = Files.list(service.resolve("target/quarkus-app/lib/main"))) {
            for (Path jar : jars.toList()) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    ZipEntry model = file.getEntry(MODEL);
                    if (model != null) {
                        try (InputStream json = file.getInputStream(model)) {
                            JsonNode tree = new ObjectMapper().readTree(json);
                            keys.addAll(tree.findValuesAsText("environmentVariable"));
                        }
                    }
                }
            }
        }
        try (Stream<Path> sources = Files.walk(service.resolve("src/main/java"))) {
            for (Path source : sources.filter(path -> path.toString().endsWith("Config.java"))
                    .toList()) {
                String text = Files.readString(source);
                Matcher prefix = PREFIX.matcher(text);
                if (prefix.find()) {
                    Matcher key = KEY.matcher(text);
                    while (key.find()) {
                        keys.add(environmentForm(prefix.group(1) + "." + key.group(1)));
                    }
                }
            }
        }
        return keys;
    }

    private static String environmentForm(String key) {
        return key.replaceAll("([a-z])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]", "_")
                .toUpperCase(Locale.ROOT);
    }
}
