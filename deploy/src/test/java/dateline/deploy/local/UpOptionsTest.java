package dateline.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpOptionsTest {

    private static final Path HOME = Path.of("/project");

    @Test
    void withoutArgumentsTheSampleNewsroomIsServedOnTheUsualPorts() {
        UpOptions options = parse();
        assertThat(options.feeds()).isNull();
        assertThat(options.fresh()).isFalse();
        assertThat(options.data()).isEqualTo(Path.of("/project/deploy/.data"));
        assertThat(options.ports()).isEqualTo(Ports.usual());
    }

    @Test
    void everyOptionIsRead(@TempDir Path folder) throws Exception {
        Path feeds = Files.writeString(folder.resolve("my.opml"), "<opml/>");
        UpOptions options =
                parse("--fresh", "--feeds", feeds.toString(), "--data", "/elsewhere", "--query-port", "9999");
        assertThat(options.fresh()).isTrue();
        assertThat(options.feeds()).isEqualTo(feeds);
        assertThat(options.data()).isEqualTo(Path.of("/elsewhere"));
        assertThat(options.ports()).isEqualTo(Ports.usual().with("query", 9999));
    }

    @Test
    void aWrongArgumentIsNamed() {
        assertThatThrownBy(() -> parse("--frehs"))
                .isInstanceOf(StandException.class)
                .hasMessageStartingWith("Unknown argument --frehs.");
        assertThatThrownBy(() -> parse("--query-port", "99999"))
                .isInstanceOf(StandException.class)
                .hasMessage("--query-port needs a port between 1 and 65535, not 99999.");
        assertThatThrownBy(() -> parse("--kafka-port"))
                .isInstanceOf(StandException.class)
                .hasMessageStartingWith("--kafka-port needs a value.");
        assertThatThrownBy(() -> parse("--feeds", "/no/such.opml"))
                .isInstanceOf(StandException.class)
                .hasMessage("The feeds file /no/such.opml cannot be read.");
    }

    private static UpOptions parse(String... arguments) {
        return UpOptions.parse(arguments, HOME);
    }
}
