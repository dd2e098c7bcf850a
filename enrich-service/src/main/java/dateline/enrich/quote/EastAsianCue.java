package dateline.enrich.quote;

import dateline.enrich.text.PlainText;
import dateline.enrich.text.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cue of a quotation in Chinese or Japanese, where no blanks part the words: "部长说：" before it, or "大臣は" before it and "と述べた"
 * behind it.
 */
final class EastAsianCue {

    private static final int LONGEST = 40;
    private static final Pattern CHINESE = Pattern.compile(
            "(?:^|[，。；、：\\s])(?<who>[^，。；、：\\s]{2,16}?)(?:\\d{1,2}日|在[^，。；]{1,20}|还|也|则)?(?<verb>表示|指出|强调|強調|认为|認為|宣布|介绍说|介紹說|称|稱|说道|說道|说|說|写道|寫道)[：:，,]?\\s*$");
    private static final Pattern TOPIC =
            Pattern.compile("(?:^|[、。，\\s])(?<who>[^、。，\\s]{2,20}?)[はが](?:[^。]{0,20}、)?\\s*$");
    private static final Pattern JAPANESE =
            Pattern.compile("^\\s*と[、]?[^。]{0,20}?(?<verb>述べ|語っ|話し|強調し|説明し|コメントし|指摘し|言っ)");

    private EastAsianCue() {}

    /** The cue around a quotation, or null. */
    static Cue around(PlainText text, Span lead, Span rest) {
        int from = Math.max(lead.start(), lead.end() - LONGEST);
        String before = text.read(new Span(from, lead.end()));
        Matcher chinese = CHINESE.matcher(before);
        if (chinese.find()) {
            return new Cue(span(from, chinese, "verb"), span(from, chinese, "who"), 0.85);
        }
        Matcher topic = TOPIC.matcher(before);
        String after = text.read(new Span(rest.start(), Math.min(rest.end(), rest.start() + LONGEST)));
        Matcher japanese = JAPANESE.matcher(after);
        return topic.find() && japanese.find()
                ? new Cue(span(rest.start(), japanese, "verb"), span(from, topic, "who"), 0.85)
                : null;
    }

    private static Span span(int offset, Matcher matcher, String group) {
        return new Span(offset + matcher.start(group), offset + matcher.end(group));
    }
}
