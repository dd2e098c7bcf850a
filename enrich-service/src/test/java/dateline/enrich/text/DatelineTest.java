package dateline.enrich.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatelineTest {

    private static final Instant PUBLISHED = Instant.parse("2024-02-23T09:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "ASTANA, Feb 22 (Kazinform) - The ministers met.|ASTANA|2024-02-22|Kazinform",
                "GENEVA (22 February 2024) – Experts called on all parties.|GENEVA|2024-02-22|-",
                "NEW YORK, Feb. 22, 2024 /PRNewswire/ -- Acme said today.|NEW YORK|2024-02-22|PRNewswire",
                "BOSTON--(BUSINESS WIRE)--Acme Corp. said today.|BOSTON|-|BUSINESS WIRE",
                "SAN FRANCISCO, Feb. 22, 2024 (GLOBE NEWSWIRE) -- Acme said today.|SAN FRANCISCO|2024-02-22|GLOBE NEWSWIRE",
                "LONDON, United Kingdom, 22 February 2024 – The council met.|LONDON, United Kingdom|2024-02-22|-",
                "PARIS, le 22 février 2024 – Le ministre a reçu la délégation.|PARIS|2024-02-22|-",
                "Berlin, 22. Februar 2024 – Die Ministerin traf ihren Kollegen.|Berlin|2024-02-22|-",
                "Madrid, 22 de febrero de 2024.- El ministro se reunió hoy.|Madrid|2024-02-22|-",
                "АСТАНА, 22 февраля. /ТАСС/. Министры провели встречу.|АСТАНА|2024-02-22|ТАСС",
                "АСТАНА. 22 февраля 2024 года – Министры провели встречу.|АСТАНА|2024-02-22|-",
                "WASHINGTON (AP) — The Senate voted on Thursday.|WASHINGTON|-|AP",
                "WASHINGTON – The Senate voted on Thursday.|WASHINGTON|-|-",
                "Geneva, 22 February 2024 - Experts met.|Geneva|2024-02-22|-",
                "22 February 2024, Geneva – Experts met.|Geneva|2024-02-22|-",
                "BRUSSELS, February 22 (Reuters) - Ministers agreed.|BRUSSELS|2024-02-22|Reuters",
                "VIENNA, 31 December - The year closes.|VIENNA|2023-12-31|-",
                "Thursday, February 22, 2024 (OTTAWA) — The agency opened.|OTTAWA|2024-02-22|-",
            })
    void placeDateAndAgencyAreTakenApart(String paragraph, String place, LocalDate date, String agency) {
        Dateline dateline =
                read(paragraph + "\n\nA second paragraph follows here.").dateline();

        assertThat(dateline).isNotNull();
        assertThat(dateline.place()).isEqualTo(place);
        assertThat(dateline.date()).isEqualTo(date);
        assertThat(dateline.agency()).isEqualTo(agency);
        assertThat(dateline.start()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The minister - a veteran of three cabinets - met the press.",
                "He said on February 22 - a Thursday - that work goes on.",
                "Acme, which makes ladders, said today: profits rose.",
                "On 22 February 2024 the council met – and agreed.",
                "Work-life balance matters - says a study.",
            })
    void aDashAloneMakesNoDateline(String paragraph) {
        assertThat(read(paragraph + "\n\nA second paragraph follows here.").dateline())
                .isNull();
    }

    private static Structure read(String text) {
        return StructureReader.read(PlainText.of(text), "", PUBLISHED);
    }
}
