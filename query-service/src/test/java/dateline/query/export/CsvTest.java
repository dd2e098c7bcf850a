package dateline.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "plain, |\"plain\"|",
                "||, |\"\"|",
                "|a \"b\", c|, |\"a \"\"b\"\", c\"|",
                "=1+1, |\"'=1+1\"|",
                "+49 30, |\"'+49 30\"|",
                "-2, |\"'-2\"|",
                "@SUM(A1), |\"'@SUM(A1)\"|",
                "|\t=1|, |\"'\t=1\"|",
                "＝1, |\"'＝1\"|",
                "'quoted, |\"''quoted\"|",
                "1=1, |\"1=1\"|"
            })
    void aCellIsQuotedAndAFormulaGuarded(String value, String cell) {
        assertThat(Csv.cell(value)).isEqualTo(cell);
    }
}
