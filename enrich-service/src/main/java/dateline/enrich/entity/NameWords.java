package dateline.enrich.entity;

import java.util.Locale;
import java.util.Set;

/** Words that tell what the names around them are. */
final class NameWords {

    private static final Set<String> ORGANISATION_HEADS = words(
            "Ministry Department Agency Authority Commission Committee Council University College Institute Institution Academy School Bank Fund Foundation Association Federation Union Alliance "
                    + "Organization Organisation Office Bureau Board Court Tribunal Parliament Senate Congress Assembly Party Corporation Company Group Holding Holdings Partners Airlines Airways Railways "
                    + "Hospital Clinic Museum Library Theatre Orchestra Society Club League Center Centre Administration Service Services Secretariat Embassy Consulate Mission Trust Chamber Exchange "
                    + "Laboratory Laboratories Observatory Press News Times Post Journal Tribune Network Forum Initiative Consortium Cooperative Guild Brigade Army Navy Police Guard Directorate Division "
                    + "Technologies Systems Solutions Industries Pharmaceuticals Motors Electronics Energy Petroleum Telecom Telecommunications Bancorp Capital Ventures Securities Insurance Entertainment "
                    + "Church Diocese Cathedral Conference Taskforce Force Registry Inspectorate Prosecutor's Newswire Broadcasting Television Radio Ministère Université Ministerium Universität Ministerio Universidad");
    // Alone, with a capital, they stand for a body named before.
    private static final Set<String> GENERIC_BODIES = words(
            "Ministry Department Agency Authority Commission Committee Council University College Institute Institution Academy School Bank Fund Foundation Association Organization Organisation Office Bureau Board Corporation Company Group Centre Center Administration Service Secretariat Embassy Museum Hospital Library Society Trust Chamber Forum Conference Summit");
    // "the Middle corridor", "the Panama canal": written small, they still are part of the name.
    private static final Set<String> LANDFORMS =
            Set.of("corridor", "canal", "strait", "straits", "peninsula", "archipelago", "oblast", "gorge");
    private static final Set<String> COMPANY_FORMS = words(
            "Inc Inc. Ltd Ltd. LLC LLP Corp Corp. Co Co. GmbH AG PLC plc SA S.A. SE NV N.V. BV B.V. JSC OJSC LLP SpA S.p.A. Oy AB ASA AS KG Pty Bhd Berhad KK Limited Incorporated");
    private static final Set<String> ROLES = words(
            "President Minister Secretary Chairman Chairwoman Chairperson Chair Director Chief CEO CFO COO CTO Ambassador Representative Senator Governor Mayor Judge Justice Professor Prof Prof. Dr Dr. Doctor Commissioner "
                    + "Chancellor King Queen Prince Princess Pope Sheikh General Admiral Colonel Captain Lieutenant Major Sergeant Officer Spokesman Spokeswoman Spokesperson Speaker Deputy Head Envoy Consul Coordinator Administrator "
                    + "Attorney Prosecutor Sheriff Rector Dean Manager Founder Co-founder Partner Analyst Editor Correspondent Congressman Congresswoman Councillor Premier Emir Sultan Imam Rabbi Bishop Archbishop Cardinal Father Sister "
                    + "Sen Sen. Rep Rep. Gov Gov. Gen Gen. Lt. Col. Capt. Sgt. Adm. Mr Mr. Mrs Mrs. Ms Ms. Miss Sir Lord Lady Dame Herr Frau Monsieur Madame Señor Señora Rev. Reverend Hon. Vice-President Treasurer Adviser Advisor Economist Scientist Engineer Coach Superintendent Akim Präsident Präsidentin Minister Ministerin Bundeskanzler Bundeskanzlerin Président Présidente Ministre Presidente Ministro Ministra");
    private static final Set<String> HONORIFICS = words(
            "Mr Mr. Mrs Mrs. Ms Ms. Miss Sir Lord Lady Dame Dr Dr. Prof Prof. Herr Frau Monsieur Madame Señor Señora Rev. Reverend Hon.");
    private static final Set<String> ROLE_MODIFIERS = words(
            "Deputy Prime Vice First Second Foreign Special Former Acting Assistant Associate Senior Executive Managing Interim Chief Permanent Under Under-Secretary Interior Defence Defense Finance Health Education Justice Environment Energy Economy Trade Transport Agriculture Culture Labour Labor Attorney Lieutenant Major Regional National State Federal General Non-Executive Founding Principal Global Joint Honorary Emeritus Resident Newly Sports Home Press Cabinet Financial Operating Technology Marketing Medical Police District Supreme");
    // Words of offices and programmes: they follow "Minister of" and are nobody's name.
    private static final Set<String> OFFICE_WORDS = words(
            "Foreign Affairs Affair Defence Defense Finance Health Education Justice Environment Energy Economy Economics Trade Transport Transportation Agriculture Culture Labour Labor Interior Industry Science Technology Tourism Sport Sports Youth Security Development "
                    + "Cooperation Emergency Situations Infrastructure Communications Communication Water Resources Ecology Relations State Staff Information Planning Investment Investments Commerce Housing Integration Migration Peace Operations Policy Political Humanitarian Human Rights Public Social National General Home Internal External Treasury Digital Innovation Protection Family Women Population Natural Executive Board Directors Research Marketing Sales Nations United Secretary-General");
    private static final Set<String> CONNECTORS = Set.of(
            "of", "for", "and", "the", "on", "de", "del", "della", "di", "da", "do", "dos", "du", "des", "la", "las",
            "los", "le", "les", "y", "et", "und", "für", "der", "van", "von", "den", "bin", "ibn", "al", "el", "&",
            "'s", "to", "in", "d'");
    private static final Set<String> NAME_PARTICLES = Set.of(
            "de", "del", "della", "di", "da", "dos", "du", "la", "van", "von", "der", "den", "bin", "ibn", "al", "el",
            "ter", "ten", "af", "bint", "ben");
    private static final Set<String> NEVER_NAMES = words(
            "The A An This That These Those It He She We They I You In On At By For From With And But Or If As After Before When While Where Our Your My His Her Its Their There Here Then Today Tomorrow Yesterday Also However Moreover According Earlier Later "
                    + "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Jan Jan. Feb Feb. Mar Mar. Apr Apr. Jun Jun. Jul Jul. Aug Aug. Sep Sept Sept. Oct Oct. Nov Nov. Dec Dec. "
                    + "About Images Image Photo Photos Source Contact Note Notes Reference What Who Why How Which No Not Yes To Of All Both Each Every Some Many Most More Last Next New First Second Third Since Under Over During Between Among Through Until Despite Although Because Once Following Speaking Meanwhile Thus Therefore Additionally Finally Furthermore Internet Christmas Easter God Tel Email Phone Fax "
                    + "Der Die Das Ein Eine Und In Im Am Le La Les Un Une Des El Los Las Una Del");

    private NameWords() {}

    static boolean isOrganisationHead(String word) {
        return ORGANISATION_HEADS.contains(word);
    }

    static boolean isGenericBody(String word) {
        return GENERIC_BODIES.contains(word);
    }

    static boolean isLandform(String word) {
        return LANDFORMS.contains(word);
    }

    static boolean isCompanyForm(String word) {
        return COMPANY_FORMS.contains(word);
    }

    static boolean isRole(String word) {
        return ROLES.contains(word);
    }

    static boolean isHonorific(String word) {
        return HONORIFICS.contains(word);
    }

    static boolean isRoleModifier(String word) {
        return ROLE_MODIFIERS.contains(word) || ROLES.contains(word);
    }

    static boolean isOfficeWord(String word) {
        return OFFICE_WORDS.contains(word);
    }

    static boolean isConnector(String word) {
        return CONNECTORS.contains(word);
    }

    /** Whether a name of four letters or more stands in capitals. */
    static boolean isShouted(String name) {
        return name.length() >= 4
                && name.equals(name.toUpperCase(Locale.ROOT))
                && name.chars().allMatch(c -> Character.isLetter(c) || c == ' ' || c == '-' || c == '\'');
    }

    /** Each word with one capital. */
    static String capitalised(String shouted) {
        StringBuilder name = new StringBuilder();
        boolean begins = true;
        for (int i = 0; i < shouted.length(); i++) {
            char c = shouted.charAt(i);
            name.append(begins ? Character.toUpperCase(c) : Character.toLowerCase(c));
            begins = !Character.isLetter(c);
        }
        return name.toString();
    }

    static boolean isNameParticle(String word) {
        return NAME_PARTICLES.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean isNeverName(String word) {
        return NEVER_NAMES.contains(word);
    }

    private static Set<String> words(String list) {
        return Set.copyOf(new java.util.HashSet<>(java.util.Arrays.asList(list.split(" ", -1))));
    }
}
