package dateline.ingest.extract.block;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the class and id names of elements hint at. A name hints at a group when it holds one of the group's word beginnings;
 * the words are those that themes and content management systems use. Names repeat within a page, so each is looked at once.
 */
final class NameWords {

    /** The most characters of one class attribute that are looked at. */
    private static final int LONGEST = 300;

    /**
     * The groups, in order of their bits. A word begins where letters begin or a capital follows a small letter; {@code ~} before
     * a word lets it stand anywhere in a longer one.
     */
    private static final List<Pattern> PATTERNS = List.of(
            // 0 captions and pictures
            words(
                    "~caption credit photo image img pic gallery figure figcap media slide video player illustration legend ~thumb"),
            // 1 lists of other stories
            words(
                    "~related recommend more promo trending popular mostread mostviewed teaser outbrain taboola linklist card latest recirc"
                            + " similar suggest siblings prevnext nextprev readmore also river feed headlines upnext nextup zergnet"),
            // 2 sharing
            words(
                    "share sharing social follow tool tools toolbar utility facebook twitter addthis sharedaddy addtoany whatsapp"),
            // 3 discussion
            words("~comment disqus discuss respond replies reply livefyre coral forum"),
            // 4 newsletters and walls
            words(
                    "newsletter ~subscri signup ~paywall register login piano regwall donat membership ~optin mailchimp premium"),
            // 5 authors
            words("~author byline bio contributor writer reporter vcard avatar profile signature journalist"),
            // 6 labels
            words(
                    "tag tags topic topics meta date time timestamp kicker label labels categor breadcrumb eyebrow published posted pubdate"
                            + " taxonomy keyword"),
            // 7 advertising
            words(
                    "ad ads adv adunit adslot advert sponsor commercial dfp gpt adsense banner promoted partner affiliate native"),
            // 8 headline and lead
            words(
                    "head title headline hed dek deck lead lede summary standfirst intro subtitle excerpt abstract chapo subhead subline"
                            + " vorspann teasertext description"),
            // 9 the body itself
            words(
                    "~articlebody ~storybody ~entrycontent ~postcontent ~articlecontent ~articletext ~bodytext ~storycontent"
                            + " ~contentbody ~postbody ~richtext ~bodycopy ~articlecopy ~storytext ~newstext ~texte ~fieldnamebody ~textbody"
                            + " ~maincontent ~newsbody ~newscontent ~blogcontent ~paragraph ~wysiwyg ~fliesstext ~pressrelease"),
            // 10 the frame of the page
            words(
                    "footer sidebar masthead nav navbar navigation menu header cookie consent modal popup overlay rail widget skip drawer gdpr"
                            + " subnav topbar column"),
            // 11 boxes
            words(
                    "correction note notes disclaimer copyright source info box inset pullquote factbox aside infobox contact boilerplate"
                            + " about callout highlight embed module supplement sidenote footnote footnotes reference references"),
            // 12 the article at large
            words("article body content entry story post text main blog news rich copy prose page single detail"),
            // 13 hidden and for machines
            words("hidden hide invisible print sr screenreader visuallyhidden noprint offscreen mobileonly"),
            // 14 products and prices
            words(
                    "product price shop buy cart deal rating stars review table toc tableofcontents contents accordion faq"),
            // 15 quotations and lists of facts
            words(
                    "quote blockquote pull pullquote tweet instagram twittertweet keypoints takeaways bullets timeline event live"));

    static final int GROUPS = PATTERNS.size();

    private final Map<String, Integer> known = new HashMap<>();

    private static Pattern words(String list) {
        StringBuilder anywhere = new StringBuilder();
        StringBuilder beginning = new StringBuilder();
        for (String word : list.split(" ", -1)) {
            StringBuilder target = word.startsWith("~") ? anywhere : beginning;
            if (!target.isEmpty()) {
                target.append('|');
            }
            target.append(word.startsWith("~") ? word.substring(1) : word + (word.length() < 4 ? "s?(?![a-z])" : ""));
        }
        String alternatives = beginning.isEmpty() ? "" : " (?:" + beginning + ")";
        String either = anywhere.isEmpty() ? "" : (alternatives.isEmpty() ? "" : "|") + anywhere;
        return Pattern.compile(alternatives + either);
    }

    /** The groups that a class or id attribute hints at, one bit each. */
    int groups(String attribute) {
        return attribute.isBlank() ? 0 : known.computeIfAbsent(attribute, NameWords::find);
    }

    private static int find(String attribute) {
        String apart = spaced(attribute);
        // Words of the body are written with and without a separator between them.
        String joined = apart.replace(" ", "");
        int found = 0;
        for (int group = 0; group < GROUPS; group++) {
            Pattern pattern = PATTERNS.get(group);
            if (pattern.matcher(apart).find()
                    || (group == 9 && pattern.matcher(joined).find())) {
                found |= 1 << group;
            }
        }
        return found;
    }

    /** Lower-case words with one space before each. */
    private static String spaced(String attribute) {
        int length = Math.min(LONGEST, attribute.length());
        StringBuilder out = new StringBuilder(length + 16);
        boolean letterBefore = false;
        boolean smallBefore = false;
        for (int i = 0; i < length; i++) {
            char unit = attribute.charAt(i);
            boolean letter = Character.isLetter(unit);
            boolean capital = Character.isUpperCase(unit);
            if (letter) {
                if (!letterBefore || (capital && smallBefore)) {
                    out.append(' ');
                }
                out.append(unit);
            }
            letterBefore = letter;
            smallBefore = letter && !capital;
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }
}
