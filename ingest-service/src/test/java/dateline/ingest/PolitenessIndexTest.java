package dateline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of the politeness list (C1 to C64 for polls, W1 to W11 for pushes) is proved by a test whose name begins with it,
 * such as {@code c07_c08_a304FreshensWhatItCarries}. None is left out as not applicable.
 */
class PolitenessIndexTest {

    private static final Pattern LINE = Pattern.compile("\\G([cw][0-9]{2})_");

    private static final Set<String> PROVED = new ClassFileImporter()
            .importPackages("dateline.ingest").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(PolitenessIndexTest::isTest)
                    .flatMap(method -> lines(method.getName()).stream())
                    .collect(Collectors.toSet());

    private static boolean isTest(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().getSimpleName())
                .anyMatch(name -> name.equals("Test") || name.equals("ParameterizedTest") || name.equals("Property"));
    }

    private static Set<String> lines(String name) {
        Set<String> lines = new TreeSet<>();
        Matcher line = LINE.matcher(name);
        while (line.find()) {
            lines.add(line.group(1));
        }
        return lines;
    }

    static Set<String> all() {
        Set<String> all = new TreeSet<>();
        IntStream.rangeClosed(1, 64).forEach(i -> all.add(String.format(Locale.ROOT, "c%02d", i)));
        IntStream.rangeClosed(1, 11).forEach(i -> all.add(String.format(Locale.ROOT, "w%02d", i)));
        return all;
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyLineHasATest(String line) {
        assertThat(PROVED).contains(line);
    }

    @Test
    void noTestNamesALineThatIsNotThere() {
        assertThat(all()).containsAll(PROVED);
    }
}
