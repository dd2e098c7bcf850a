package dateline.enrich.entity.crf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GazetteerTest {

    private Gazetteer gazetteer;

    @BeforeEach
    void readBack() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Gazetteer.write(
                Map.of(List.of("Port", "Said"), 1, List.of("Port", "of", "Spain"), 1, List.of("Said"), 2),
                new DataOutputStream(bytes));
        gazetteer = Gazetteer.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static long run(String... words) {
        long run = Gazetteer.begin();
        for (String word : words) {
            run = Gazetteer.add(run, Hashes.of(word));
        }
        return run;
    }

    @Test
    void namesHaveTheirClasses() {
        assertThat(gazetteer.classes(run("Port", "Said"))).isEqualTo(1);
        assertThat(gazetteer.classes(run("Said"))).isEqualTo(2);
        assertThat(gazetteer.classes(run("Port"))).isZero();
        assertThat(gazetteer.classes(run("Said", "Port"))).isZero();
    }

    @Test
    void beginningsOfLongerNamesGoOn() {
        assertThat(gazetteer.mayGoOn(run("Port"))).isTrue();
        assertThat(gazetteer.mayGoOn(run("Port", "of"))).isTrue();
        assertThat(gazetteer.mayGoOn(run("Port", "Said"))).isFalse();
    }
}
