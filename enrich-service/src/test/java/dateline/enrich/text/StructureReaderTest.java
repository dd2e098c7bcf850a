package dateline.enrich.text;

import static dateline.enrich.text.PartKind.ABOUT;
import static dateline.enrich.text.PartKind.BODY;
import static dateline.enrich.text.PartKind.CONTACT;
import static dateline.enrich.text.PartKind.DISCLAIMER;
import static dateline.enrich.text.PartKind.END_MARK;
import static dateline.enrich.text.PartKind.FOR_REFERENCE;
import static dateline.enrich.text.PartKind.HEADER;
import static dateline.enrich.text.PartKind.HEADING;
import static dateline.enrich.text.PartKind.HEADLINE;
import static dateline.enrich.text.PartKind.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructureReaderTest {

    private static final Instant PUBLISHED = Instant.parse("2024-02-23T09:00:00Z");
    private static final String LEAD_TEXT =
            "The council of Tolford opened a bridge over the river Ansel on Friday morning.";
    private static final String BODY_TEXT =
            "Work had begun nine years ago and cost less than the council had planned for it.";

    @Test
    void aCompanysReleaseIsToldApart() {
        String text = """
                FOR IMMEDIATE RELEASE

                Acme opens a plant in Tolford

                TOLFORD, Feb. 22, 2024 /Riverwire/ -- Acme opened a plant for ladders today, its third.

                The plant employs two hundred people and will make a million ladders a year.

                A new line

                The line was built in nine months by engineers of the company and of the university.

                "We are glad to be here," said Ada Brook.

                About Acme

                Acme makes ladders and sells them in forty countries.

                Forward-Looking Statements

                This release contains forward-looking statements that involve risks.

                Media Contact:
                Ada Brook
                press@acme.example
                +1 555 010 0100

                ###""";

        assertThat(kinds(text, "Acme opens a plant in Tolford"))
                .containsExactly(
                        HEADER,
                        HEADLINE,
                        LEAD,
                        BODY,
                        HEADING,
                        BODY,
                        BODY,
                        ABOUT,
                        ABOUT,
                        DISCLAIMER,
                        DISCLAIMER,
                        CONTACT,
                        END_MARK);
    }

    @Test
    void aMinistrysReleaseIsToldApart() {
        String text = "date 2024-02-22 Images | Tolford MFA\n\n" + LEAD_TEXT + "\n\n" + BODY_TEXT
                + "\n\nFor reference: The Ansel Commission is a body of five states.\n\nIts seat is in Tolford.";

        Structure structure = read(text);
        assertThat(structure.parts())
                .extracting(Part::kind)
                .containsExactly(HEADER, LEAD, BODY, FOR_REFERENCE, FOR_REFERENCE);
        assertThat(structure.credit()).isEqualTo(new TextSpan("Tolford MFA", 25, 36));
        assertThat(structure.dateline().date()).hasToString("2024-02-22");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "For reference: The Ansel Commission has five members.|FOR_REFERENCE",
                "Background|FOR_REFERENCE",
                "Pour mémoire : la commission compte cinq membres.|FOR_REFERENCE",
                "Hintergrund: Die Kommission hat fünf Mitglieder.|FOR_REFERENCE",
                "Справка: комиссия состоит из пяти членов.|FOR_REFERENCE",
                "Анықтама: комиссияның бес мүшесі бар.|FOR_REFERENCE",
                "Para referencia: la comisión tiene cinco miembros.|FOR_REFERENCE",
                "About Acme|ABOUT",
                "About Acme: Acme makes ladders.|ABOUT",
                "About the Ansel Commission|ABOUT",
                "À propos d'Acme|ABOUT",
                "Über Acme|ABOUT",
                "À propos des hôpitaux de la région|ABOUT",
                "Acerca de Acme|ABOUT",
                "О компании|ABOUT",
                "Notes to editors|NOTES",
                "Note to Editors: Pictures are to be had.|NOTES",
                "Editor's notes:|NOTES",
                "Hinweis für die Redaktion:|NOTES",
                "Notas para editores|NOTES",
                "Media contact: Ada Brook, press@acme.example|CONTACT",
                "Press Contacts|CONTACT",
                "For more information, please contact Ada Brook.|CONTACT",
                "For further information:|CONTACT",
                "Pressekontakt:|CONTACT",
                "Contact presse :|CONTACT",
                "Контакты для СМИ:|CONTACT",
                "Disclaimer|DISCLAIMER",
                "Safe Harbor Statement|DISCLAIMER",
                "Cautionary Note Regarding Forward-Looking Statements|DISCLAIMER",
                "This press release contains forward-looking statements within the meaning of the law.|DISCLAIMER",
                "###|END_MARK",
                "# # #|END_MARK",
                "-30-|END_MARK",
                "– Ends –|END_MARK",
                "ENDS|END_MARK",
                "[END]|END_MARK",
                "Correction: An earlier version misnamed the river.|CORRECTION",
                "This version corrects the name of the river.|CORRECTION",
                "UPDATE: The bridge will open a day later.|CORRECTION",
                "Editor's note: This release has been updated.|CORRECTION",
            })
    void theTailIsKnownByItsFirstWords(String paragraph, PartKind kind) {
        assertThat(kinds(LEAD_TEXT + "\n\n" + BODY_TEXT + "\n\n" + paragraph, ""))
                .containsExactly(LEAD, BODY, kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "About 200 people came to see the bridge open on Friday.",
                "About half of the cost was borne by the region.",
                "Notes of music filled the air when the band began to play.",
                "Contact between the two towns had been rare until now.",
                "Background music was played while the guests arrived.",
                "The end of the works was greeted with relief by all.",
                "References to the old bridge were few on that day.",
                "Updates to the timetable will follow in the next weeks.",
            })
    void aSentenceThatBeginsLikeATailIsNone(String paragraph) {
        assertThat(kinds(LEAD_TEXT + "\n\n" + BODY_TEXT + "\n\n" + paragraph, ""))
                .containsExactly(LEAD, BODY, BODY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMBARGOED UNTIL 00:01 GMT, 23 February 2024|2024-02-23T00:01:00Z",
                "Under embargo until 10 a.m. ET on February 22, 2024|2024-02-22T15:00:00Z",
                "Embargo: 23 February 2024, 14:30 CET|2024-02-23T13:30:00Z",
                "Not for publication before 22 February 2024|2024-02-22T00:00:00Z",
                "STRICTLY EMBARGOED until 12 noon BST Monday 3 June 2024|2024-06-03T11:00:00Z",
                "Sperrfrist: 23. Februar 2024, 10 Uhr|2024-02-23T10:00:00Z",
                "Sous embargo jusqu'au 22 février 2024 à 18h30|2024-02-22T18:30:00Z",
            })
    void anEmbargoIsReadWithTimeAndZone(String notice, Instant until) {
        Structure structure = read(notice + "\n\n" + LEAD_TEXT + "\n\n" + BODY_TEXT);

        assertThat(structure.embargoedUntil()).isEqualTo(until);
        assertThat(structure.parts().get(0).kind()).isEqualTo(HEADER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The bridge has opened, press service of the Ansel Ministry reports.|press service of the Ansel Ministry",
                "The bridge has opened, according to the press office of the council.|press office of the council",
                "The council's press service said the bridge has opened.|council's press service",
                "As reported by the ministry's information department, the bridge has opened.|ministry's information department",
                "Мост открыт, сообщает пресс-служба министерства.|пресс-служба министерства",
                "Wie die Pressestelle des Landkreises mitteilte, ist die Brücke offen.|Pressestelle des Landkreises",
                "El puente está abierto, informó la oficina de prensa del consejo.|oficina de prensa del consejo",
            })
    void theSourceOfTheNewsIsNamed(String lead, String source) {
        TextSpan found = read(lead + "\n\n" + BODY_TEXT).infoSource();

        assertThat(found).isNotNull();
        assertThat(found.text()).isEqualTo(source);
        assertThat(lead.substring(found.start(), found.end())).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Photo: Ada Brook / Acme;Ada Brook / Acme",
                "Photo credit: Tolford Council;Tolford Council",
                "Images | Tolford MFA;Tolford MFA",
                "Foto: Landkreis Ansel;Landkreis Ansel",
                "Фото: пресс-служба министерства;пресс-служба министерства",
                "© Tolford Council;Tolford Council",
            })
    void theCreditOfTheImagesIsFound(String line, String who) {
        assertThat(read(line + "\n\n" + LEAD_TEXT + "\n\n" + BODY_TEXT).credit().text())
                .isEqualTo(who);
        assertThat(read(LEAD_TEXT + "\n\n" + BODY_TEXT + "\n\n" + line).credit().text())
                .isEqualTo(who);
    }

    @Test
    void contactsHaveNameNumberAndAddress() {
        String text = LEAD_TEXT + "\n\n" + BODY_TEXT
                + "\n\nMedia contacts:\nAda Brook, Head of Press\nTel: +44 20 7946 0991\nada.brook@tolford.example\n"
                + "Karl-Heinz Vogel\npresse@ansel.example";

        assertThat(read(text).contacts())
                .extracting(Contact::name, Contact::phone, Contact::email)
                .containsExactly(
                        tuple("Ada Brook", "+44 20 7946 0991", "ada.brook@tolford.example"),
                        tuple("Karl-Heinz Vogel", null, "presse@ansel.example"));
        assertThat(read(text).contacts().get(0).start()).isEqualTo(text.indexOf("Ada Brook"));
        assertThat(read(LEAD_TEXT + "\n\n" + BODY_TEXT).contacts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "CORRECTION: The release of 4 February gave a wrong date for the opening.;-;2024-02-04;-",
                "Correction to the press release “Tolford bridge to open in May”: it opens in June.;Tolford bridge to open in May;-;-",
                "This version corrects https://tolford.example/news/17, published on 20 February 2024.;-;2024-02-20;https://tolford.example/news/17",
            })
    void aCorrectionNamesWhatItCorrects(String notice, String title, LocalDate date, String url) {
        Corrected corrected =
                read(notice + "\n\n" + LEAD_TEXT + "\n\n" + BODY_TEXT).corrects();

        assertThat(corrected).isEqualTo(new Corrected(title, date, url, 0, notice.length()));
        assertThat(read("Correction: the river is the Ansel.\n\n" + LEAD_TEXT + "\n\n" + BODY_TEXT)
                        .corrects())
                .isNull();
    }

    @Test
    void offsetsCountCodePoints() {
        String text = "😀 " + LEAD_TEXT + "\n\n" + BODY_TEXT;

        assertThat(read(text).parts())
                .containsExactly(
                        new Part(LEAD, 0, LEAD_TEXT.length() + 2),
                        new Part(BODY, LEAD_TEXT.length() + 4, LEAD_TEXT.length() + 4 + BODY_TEXT.length()));
    }

    @Test
    void linesAreParagraphsWhereATextHasNoBlankOnes() {
        assertThat(kinds(LEAD_TEXT + "\n" + BODY_TEXT + "\n" + BODY_TEXT, "")).containsExactly(LEAD, BODY, BODY);
    }

    @Test
    void hardWrappedLinesStayOneParagraph() {
        String text =
                "The council of Tolford opened a bridge over the river Ansel on Friday\nmorning, nine years after work had begun and for less money than it had\nplanned, and the first to cross it was a boy of nine with his dog.";

        assertThat(kinds(text, "")).containsExactly(LEAD);
    }

    private static List<PartKind> kinds(String text, String title) {
        return StructureReader.read(PlainText.of(text), title, PUBLISHED).parts().stream()
                .map(Part::kind)
                .toList();
    }

    private static Structure read(String text) {
        return StructureReader.read(PlainText.of(text), "", PUBLISHED);
    }
}
