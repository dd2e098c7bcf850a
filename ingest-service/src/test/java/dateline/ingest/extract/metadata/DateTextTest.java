package dateline.ingest.extract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-03T10:15:00Z                      | 2026-03-03T10:15Z
            2026-03-03 10:15 +0500                    | 2026-03-03T10:15+05:00
            20260303                                  | 2026-03-03
            1772532900                                | 2026-03-03T10:15Z
            Published on March 3, 2026 at 10:15 a.m.  | 2026-03-03T10:15
            Tue, 3 Mar 2026 10:15:30 GMT              | 2026-03-03T10:15:30Z
            Dienstag, 3. März 2026, 10:15 Uhr         | 2026-03-03T10:15
            le 3 mars 2026                            | 2026-03-03
            3 de marzo de 2026                        | 2026-03-03
            3 марта 2026                              | 2026-03-03
            2026年3月3日                              | 2026-03-03
            2026. március 3.                          | 2026-03-03
            03.03.26                                  | 2026-03-03
            13/3/2026                                 | 2026-03-13
            3/13/2026                                 | 2026-03-13
            """)
    void datesAreReadAsWritten(String written, String date) {
        assertThat(DateText.find(written, false).map(PageDate::toString)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31.02.2026",
                "version 10.2.2026.17",
                "room 3, floor 2026",
                "2026",
                "0000000000",
                "May contain nuts"
            })
    void whatIsNoDateIsNone(String written) {
        assertThat(DateText.find(written, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, 2026-04-03", "false, 2026-03-04"})
    void theOrderOfDayAndMonthIsThatOfTheCountry(boolean monthFirst, String date) {
        assertThat(DateText.find("04/03/2026", monthFirst).map(PageDate::toString))
                .contains(date);
    }
}
