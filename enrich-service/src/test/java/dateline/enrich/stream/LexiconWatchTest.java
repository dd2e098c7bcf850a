package dateline.enrich.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dateline.enrich.entity.Engine;
import dateline.enrich.entity.Entity;
import dateline.enrich.entity.EntityTagger;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.StructureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's lexicon in a file that changes while the service runs. */
class LexiconWatchTest {

    private static final String HEAD = "name,type,id,aliases\n";
    private static final String TEXT = "Engineers of Aurelia Works met on Monday.\n\nAURW will build the bridge.";

    @TempDir
    private Path folder;

    private final EntityTagger tagger = Engine.RULES.tagger();
    private Path file;
    private LexiconWatch watch;

    @BeforeEach
    void watch() {
        file = folder.resolve("lexicon.csv");
        watch = new LexiconWatch(file, Duration.ofMillis(20), tagger);
    }

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void aChangedFileChangesTheNextAnnotation() throws IOException {
        Files.writeString(file, HEAD + "Aurelia Works,organisation,acme:1,AURW\n");
        watch.start();
        assertThat(ids()).containsExactly("acme:1");

        Files.writeString(file, HEAD + "Aurelia Works,organisation,Q1234567,AURW|acme:1\n");
        await().atMost(Duration.ofSeconds(60)).until(() -> ids().equals(List.of("Q1234567")));
        assertThat(entities().get(0).links()).containsExactly("http://www.wikidata.org/entity/Q1234567");
        assertThat(entities().get(0).mentions()).hasSize(2);
    }

    @Test
    void aBrokenFileIsNamedByItsLineAndTheOldOneKept() throws IOException {
        Files.writeString(file, HEAD + "Aurelia Works,organisation,acme:1,AURW\n");
        watch.start();

        Files.writeString(file, HEAD + "Aurelia Works,organisation,acme:2,AURW\nOther,ship,acme:3,\n");
        await().atMost(Duration.ofSeconds(60)).until(() -> watch.fault() != null);

        assertThat(watch.fault()).contains("lexicon.csv, line 3: type: \"ship\"");
        assertThat(ids()).containsExactly("acme:1");
    }

    @Test
    void withABrokenOrMissingFileTheServiceDoesNotStart() throws IOException {
        assertThatThrownBy(watch::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lexicon.csv");

        Files.writeString(file, "name,type\n");
        assertThatThrownBy(watch::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 1: the head must be name,type,id,aliases");
    }

    private List<String> ids() {
        return entities().stream().map(Entity::id).toList();
    }

    private List<Entity> entities() {
        PlainText text = PlainText.of(TEXT);
        return tagger.tag(text, StructureReader.read(text, "", null), "", "en", null);
    }
}
