package dateline.query.match;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.query.Backends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Random conditions over random texts: the same answer here and in the database. */
@QuarkusTest
@QuarkusTestResource(Backends.class)
class SameAsPostgresTest {

    private static final String BOTH = """
            select cast(v as text), v @@ cast(? as tsquery)
            from (select setweight(to_tsvector('query.english', ?), 'A') || setweight(to_tsvector('query.english', ?), 'C')
              || to_tsvector('query.english', ?) || array_to_tsvector(array['@s:a', '@l:e''n'])) as text (v)
            """;
    private static final List<String> WORDS = List.of(
            "water",
            "waters",
            "rivers",
            "negotiation",
            "negotiations",
            "the",
            "treaty",
            "o'neil",
            "Ümlaut",
            "2026",
            "x-ray");
    private static final List<String> LEXEMES =
            List.of("water", "river", "negoti", "treati", "neil", "umlaut", "2026", "x-ray", "ray", "absent", "@s:a");

    @Inject
    DataSource database;

    @Test
    void everyConditionIsAnsweredAlike() throws SQLException {
        Random random = new Random(7);
        int matches = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement both = connection.prepareStatement(BOTH)) {
            for (int round = 0; round < 4000; round++) {
                String query = condition(random, 3);
                both.setString(1, query);
                for (int part = 2; part <= 4; part++) {
                    both.setString(part, words(random));
                }
                try (ResultSet row = both.executeQuery()) {
                    row.next();
                    boolean expected = row.getBoolean(2);
                    matches += expected ? 1 : 0;
                    assertThat(Condition.parse(query).matches(Lexemes.parse(row.getString(1))))
                            .as(query + " over " + row.getString(1))
                            .isEqualTo(expected);
                    Condition wider = Condition.parse(Condition.parse(query).wider("'@s:a'"));
                    assertThat(wider.exact()).as(query).isTrue();
                    assertThat(!expected || wider.matches(Lexemes.parse(row.getString(1))))
                            .as("the wider form of " + query + " over " + row.getString(1))
                            .isTrue();
                }
            }
        }
        assertThat(matches).isBetween(800, 3200);
    }

    @Test
    void anIndexFindsWhatTryingAllFinds() {
        Random random = new Random(11);
        Map<Integer, String> queries = new HashMap<>();
        Frequencies frequencies = new Frequencies();
        MatchIndex<Integer> index = new MatchIndex<>(frequencies);
        for (int i = 0; i < 500; i++) {
            queries.put(i, condition(random, 2));
            index.put(i, queries.get(i));
        }
        for (int round = 0; round < 200; round++) {
            Lexemes release = Lexemes.parse(IntStream.range(0, 6)
                    .mapToObj(i -> LEXEMES.get(random.nextInt(LEXEMES.size())))
                    .distinct()
                    .map(lexeme -> "'" + lexeme + "':" + (1 + random.nextInt(8)))
                    .collect(Collectors.joining(" ")));
            Set<Integer> expected = new HashSet<>();
            queries.forEach((key, query) -> {
                if (Condition.parse(query).matches(release)) {
                    expected.add(key);
                }
            });
            assertThat(index.matching(release)).isEqualTo(expected);
        }
    }

    private static String words(Random random) {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    private static String condition(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        return switch (kind) {
            case 1 -> "(" + condition(random, depth - 1) + " & " + condition(random, depth - 1) + ")";
            case 2 -> "(" + condition(random, depth - 1) + " | " + condition(random, depth - 1) + ")";
            case 3 -> "!" + condition(random, depth - 1);
            case 4 -> "(" + near(random, 1) + " <" + (1 + random.nextInt(3)) + "> " + near(random, 1) + ")";
            default -> word(random);
        };
    }

    // Inside distances the search language has alternatives and other distances, no negations and no filter terms.
    private static String near(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        return switch (kind) {
            case 1 -> "(" + near(random, depth - 1) + " | " + near(random, depth - 1) + ")";
            case 2 -> "(" + near(random, depth - 1) + " <-> " + near(random, depth - 1) + ")";
            default -> {
                String word = word(random);
                yield word.startsWith("'@") ? "'water'" : word;
            }
        };
    }

    private static String word(Random random) {
        String lexeme = LEXEMES.get(random.nextInt(LEXEMES.size()));
        if (lexeme.startsWith("@")) {
            return "'" + lexeme + "'";
        }
        return switch (random.nextInt(5)) {
            case 0 -> "'" + lexeme.substring(0, 2) + "':*";
            case 1 -> "'" + lexeme + "':A";
            case 2 -> "'" + lexeme + "':BC";
            case 3 -> "'" + lexeme.substring(0, 1) + "':*CD";
            default -> "'" + lexeme + "'";
        };
    }
}
