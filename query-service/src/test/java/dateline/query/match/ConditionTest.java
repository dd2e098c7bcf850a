package dateline.query.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static final Lexemes RELEASE =
            Lexemes.parse("'cat':3 'fat':2A,7 'it''s':4B 'back\\\\slash':9 '@s:source' 'rat':1C");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "'fat', true",
                "'dog', false",
                "'fat':A, true",
                "'fat':B, false",
                "'fat':AB & 'cat', true",
                "'cat':D, true",
                "'cat':ABC, false",
                "'fa':*, true",
                "'fa':*A, true",
                "'fa':*B, false",
                "'it''s', true",
                "'back\\\\slash', true",
                "'@s:source' & !'@s:other', true",
                "!'fat' | 'rat', true",
                "!('fat' | 'rat'), false",
                "'rat' <-> 'fat', true",
                "'fat' <-> 'rat', false",
                "'rat' <2> 'cat', true",
                "'rat' <-> 'fat' <-> 'cat', true",
                "('dog' | 'rat') <-> 'fat', true",
                "('rat' <-> 'fat') <-> 'cat', true",
                "'rat' <-> ('fat' <-> 'cat'), true",
                "'rat' <-> 'fat':B, false",
                "'rat' & 'dog' | 'cat', true"
            })
    void aConditionMeansWhatPostgresMeans(String query, boolean matches) {
        assertThat(Condition.parse(query).matches(RELEASE)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "('a'", "'a' &", "'a' 'b'", "a", "'a' < 'b'", ")"})
    void whatIsNoConditionIsRefused(String query) {
        assertThatThrownBy(() -> Condition.parse(query)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyConditionHoldsAlways() {
        assertThat(Condition.parse("").matches(RELEASE)).isTrue();
    }

    @Test
    void theRarestRequiredTermLeadsToASearch() {
        Frequencies frequencies = new Frequencies();
        frequencies.observe(RELEASE);
        MatchIndex<String> index = new MatchIndex<>(frequencies);
        index.put("both", "'fat' & 'cat'");
        index.put("either", "'dog' | 'ca':*");
        index.put("none", "'fat' & 'dog'");
        index.put("negated", "!'dog'");
        index.put("all", "");

        assertThat(Condition.parse("'fat' & 'dog'").anchor(frequencies).words()).containsExactly("dog");
        assertThat(index.matching(RELEASE)).containsExactlyInAnyOrder("both", "either", "negated", "all");
        index.put("both", "'dog'");
        index.remove("either");
        index.remove("negated");
        assertThat(index.matching(RELEASE)).isEqualTo(Set.of("all"));
        assertThat(index.size()).isEqualTo(3);
    }
}
