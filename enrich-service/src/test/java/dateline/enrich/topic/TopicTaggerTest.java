package dateline.enrich.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import dateline.enrich.text.Structure;
import dateline.enrich.text.StructureReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicTaggerTest {

    private static final TopicTagger WORDS = TopicTagger.ofWords(null);
    private static final TopicTagger MODEL = TopicTagger.ofModel(null, null);
    private static final MediaTopics VOCABULARY = MediaTopics.load();
    private static final String TALKS = """
            ORAVA, March 3, 2025 - Foreign Minister Jana Holm received the ambassador of Norway to discuss diplomatic relations.

            The two sides touched on water supply along the border and on road transport.

            About the ministry

            The ministry employs football players, farmers and cinema directors in agriculture, football and cinema.""";

    @Test
    void aReleaseIsAboutWhatItsLeadSaysAndMentionsWhatItsBodyTouches() {
        List<Topic> words = tag(WORDS, "", TALKS, "en");
        List<Topic> model = tag(MODEL, "", TALKS, "en");

        assertThat(labels(words, Relation.ABOUT)).containsExactly("politics", "diplomacy", "international relations");
        assertThat(labels(model, Relation.ABOUT)).contains("politics", "diplomacy", "international relations");
        assertThat(labels(words, Relation.MENTIONS)).containsExactlyInAnyOrder("water supply", "road transport");
        assertThat(labels(model, Relation.MENTIONS)).contains("water supply", "road transport");
    }

    @Test
    void evidenceIsThePhraseThatStandsThere() {
        for (TopicTagger tagger : List.of(WORDS, MODEL)) {
            Topic diplomacy = tag(tagger, "", TALKS, "en").stream()
                    .filter(topic -> topic.label().equals("diplomacy"))
                    .findFirst()
                    .orElseThrow();

            assertThat(diplomacy.uri()).isEqualTo("http://cv.iptc.org/newscodes/mediatopic/20000639");
            assertThat(diplomacy.evidence())
                    .extracting(span -> TALKS.substring(span.start(), span.end()))
                    .contains("Foreign Minister", "ambassador");
        }
    }

    @Test
    void nothingComesFromTheTail() {
        int tail = TALKS.indexOf("About the ministry");
        for (TopicTagger tagger : List.of(WORDS, MODEL)) {
            List<Topic> topics = tag(tagger, "", TALKS, "en");

            assertThat(topics).extracting(Topic::label).doesNotContain("sport", "agriculture", "cinema", "soccer");
            assertThat(topics.stream().flatMap(topic -> topic.evidence().stream()))
                    .isNotEmpty()
                    .extracting(Span::end)
                    .allMatch(end -> end <= tail);
        }
    }

    // None of these texts holds a label of its concept.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sport | Harriers hold on for a late draw as Okafor heads in from the corner | The visitors led twice at Milltown Park before the captain rose at the far post in stoppage time.",
                "weather | Gales and sleet on the way for the coast, forecasters warn | A deep low will bring gusts of ninety kilometres an hour and drifting snow to the hills by Friday night.",
                "health | Jabs for toddlers to begin in April | Doctors will offer the new shot against measles to every child under two, and nurses will visit villages.",
                "crime, law and justice | Two men held over jewel robbery | Detectives seized masks and a pistol when they raided a flat; the suspects were remanded in custody.",
                "economy, business and finance | Brightwell raises its full-year outlook after record third-quarter revenue | Shares of the chipmaker rose nine per cent; operating margin widened and the dividend goes up."
            })
    void theModelTellsASubjectThatIsNotNamed(String label, String title, String text) {
        List<Topic> topics = tag(MODEL, title, text, "en");

        assertThat(topics.get(0).label()).isEqualTo(label);
        assertThat(topics.get(0).rel()).isEqualTo(Relation.ABOUT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr | diplomacy | Le ministre a reçu l'ambassadeur pour parler de diplomatie.",
                "de | sport | Der Verein sprach über Sport und die neue Saison im Sport.",
                "es | agriculture | El gobierno habló de la agricultura con los agricultores.",
                "ru | diplomacy | Министр иностранных дел принял посла и обсудил дипломатические отношения.",
                "kk | diplomacy | Сыртқы істер министрі елшіні қабылдап, дипломатиялық қатынастарды талқылады.",
                "pt | health | O hospital abriu uma nova clínica e os médicos já recebem os primeiros pacientes.",
                "da | labour strike | Lærerne går i strejke, og fagforeningen kræver højere løn.",
                "nb | economy, business and finance | Bedriften økte omsetningen, og næringslivet ser lyst på fremtiden.",
                "nn | sport | Idrettslaget vann turneringa etter ein jamn kamp.",
                "sv | politics | Statsministern presenterade regeringens förslag i riksdagen.",
                "ar | sport | فاز فريق كرة القدم في المباراة النهائية من البطولة",
                "zh | diplomacy | 外交部长会见了新任大使，双方讨论了双边关系。",
            })
    void phrasesTellTopicsInOtherLanguages(String language, String label, String text) {
        assertThat(tag(MODEL, "", text, language)).extracting(Topic::label).contains(label);
        assertThat(tag(MODEL, "", text, language)).isEqualTo(tag(WORDS, "", text, language));
    }

    @Test
    void finerTopicsStandBeneathTopLevelsThatTheReleaseIsAbout() {
        List<Topic> topics = tag(MODEL, "", TALKS, "en");
        List<String> tops = topics.stream()
                .filter(topic -> topic.rel() == Relation.ABOUT)
                .map(TopicTaggerTest::code)
                .filter(code -> VOCABULARY.concept(code).broader() == null)
                .toList();

        assertThat(topics.stream().filter(topic -> topic.rel() == Relation.ABOUT))
                .isNotEmpty()
                .allMatch(topic -> tops.contains(VOCABULARY.top(code(topic))));
    }

    @Test
    void everyVersionSaysTheVocabularys() {
        assertThat(WORDS.version()).contains("words").endsWith("Media Topics " + VOCABULARY.version());
        assertThat(MODEL.version()).contains("all-minilm-l6-v2-q").endsWith("Media Topics " + VOCABULARY.version());
    }

    @Test
    void theLeadIsTheTitleAndTheFirstWordsOfTheNewsWithoutItsDateline() {
        PlainText text = PlainText.of(TALKS);
        Structure structure = StructureReader.read(text, "Holm meets envoy", null);

        assertThat(TopicTagger.lead(text, structure, "Holm meets envoy"))
                .startsWith("Holm meets envoy. Foreign Minister Jana Holm received")
                .endsWith("road transport.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | 11000000 | Koalition einigt sich | Die Regierung legt dem Parlament ihren Plan vor.",
                "fr | 05000000 | Rentrée | Les élèves et les enseignants retrouvent leur école.",
                "es | 03000000 | Terremoto | El sismo dejó heridos y los bomberos trabajan en el rescate.",
                "zh | 15000000 | 足球比赛 | 运动员在锦标赛中获胜。",
            })
    void theLoudestTopLevelLeadsInOtherLanguages(String language, String code, String title, String text) {
        Topic first = tag(MODEL, title, text, language).get(0);

        assertThat(code(first)).isEqualTo(code);
        assertThat(first.rel()).isEqualTo(Relation.ABOUT);
    }

    @Test
    void wordsSharedWithLabelsCountWhereNoPhraseStands() {
        PlainText text =
                PlainText.of("Nets of cod and herring were landed; commercial boats of the village fish again.");
        double[] tops = new WordReader(VOCABULARY)
                .read(text, StructureReader.read(text, "", null), "", "en")
                .tops();

        assertThat(tops[VOCABULARY.tops().indexOf("04000000")])
                .isGreaterThan(2 * tops[VOCABULARY.tops().indexOf("12000000")]);
    }

    @Test
    void finerTopicsStandBeneathAcceptedTopsOnly() {
        for (TopicTagger tagger : List.of(WORDS, MODEL)) {
            List<Topic> about = tag(tagger, "", TALKS, "en").stream()
                    .filter(topic -> topic.rel() == Relation.ABOUT)
                    .toList();
            List<String> codes = about.stream().map(TopicTaggerTest::code).toList();

            assertThat(codes).allMatch(code -> codes.contains(VOCABULARY.top(code)));
        }
    }

    @Test
    void eachTopicSaysTheVersionOfItsVocabulary() {
        assertThat(tag(MODEL, "", TALKS, "en"))
                .extracting(Topic::vocabulary)
                .containsOnly(VOCABULARY.version())
                .containsOnly("2023-10-24");
    }

    @Test
    void nothingHasNoTopic() {
        assertThat(tag(WORDS, "", "", "en")).isEmpty();
        assertThat(tag(MODEL, "", "", "en")).isEmpty();
    }

    private static List<Topic> tag(TopicTagger tagger, String title, String text, String language) {
        PlainText plain = PlainText.of(text);
        return tagger.tag(plain, StructureReader.read(plain, title, null), title, language);
    }

    private static List<String> labels(List<Topic> topics, Relation relation) {
        return topics.stream()
                .filter(topic -> topic.rel() == relation)
                .map(Topic::label)
                .toList();
    }

    private static String code(Topic topic) {
        return topic.uri().substring(MediaTopics.SCHEME.length());
    }
}
