package dateline.ingest.parse.text;

import java.util.List;

/**
 * The likeliest encoding of text that names none and is not UTF-8. Each candidate decodes the bytes, and the text is
 * scored by how much it looks like its script: letters of the script, above all its commonest ones, speak for it, symbols
 * and capitals inside words against it. Latin text with a few accents is windows-1252.
 */
final class CharsetGuess {

    /** A candidate: its encoding, the range of its letters, and the commonest of them in running text. */
    private record Candidate(Encoding encoding, int first, int last, String common) {
        Candidate(String label, int first, int last, String common) {
            this(Encoding.of(label), first, last, common);
        }
    }

    private static final String CYRILLIC = "оеаинтсрвлкмдпуя";
    private static final String HANZI = "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里"
            + "后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长新业工系列民";
    private static final String HANZI_TRADITIONAL = "的一是不了人我在有他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可"
            + "她里後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長新業工系列民";

    private static final List<Candidate> SINGLE_BYTE = List.of(
            new Candidate("windows-1251", 0x400, 0x491, CYRILLIC),
            new Candidate("koi8-r", 0x400, 0x491, CYRILLIC),
            new Candidate("ibm866", 0x400, 0x491, CYRILLIC),
            new Candidate("iso-8859-5", 0x400, 0x491, CYRILLIC),
            new Candidate("windows-1253", 0x386, 0x3ce, "αοιετσνηυρπκ"),
            new Candidate("windows-1255", 0x5b0, 0x5ea, "יוהלאתמרבנש"),
            new Candidate("windows-1256", 0x621, 0x6d2, "اليمونرتبةعد"),
            new Candidate("tis-620", 0xe01, 0xe4e, "านรกอเงมยลวดท่้ี"));

    private static final List<Candidate> MULTI_BYTE = List.of(
            new Candidate("euc-jp", 0x3041, 0x30fe, "のにはをたがでてとしれさるいなスンー"),
            new Candidate("shift_jis", 0x3041, 0x30fe, "のにはをたがでてとしれさるいなスンー"),
            new Candidate("euc-kr", 0xac00, 0xd7a3, "이다는에의가을하고한를로지기사도"),
            new Candidate("gb18030", 0x4e00, 0x9fff, HANZI),
            new Candidate("big5", 0x4e00, 0x9fff, HANZI_TRADITIONAL));

    private CharsetGuess() {}

    /**
     * Guesses.
     *
     * @param body bytes that are not UTF-8
     * @return the likeliest encoding, windows-1252 where nothing speaks for another
     */
    static Encoding guess(byte[] body) {
        if (isAccentedLatin(body)) {
            return Encoding.WINDOWS_1252;
        }
        Encoding best = Encoding.WINDOWS_1252;
        double bestScore = 0.4;
        for (Candidate candidate : MULTI_BYTE) {
            double score = score(candidate, body);
            if (score > bestScore) {
                best = candidate.encoding();
                bestScore = score;
            }
        }
        for (Candidate candidate : SINGLE_BYTE) {
            double score = score(candidate, body);
            if (score > bestScore) {
                best = candidate.encoding();
                bestScore = score;
            }
        }
        return best;
    }

    /** In Latin scripts the bytes above ASCII stand alone between ASCII letters. */
    private static boolean isAccentedLatin(byte[] body) {
        int alone = 0;
        int inRuns = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] < 0) {
                boolean neighbour = (i > 0 && body[i - 1] < 0) || (i + 1 < body.length && body[i + 1] < 0);
                if (neighbour) {
                    inRuns++;
                } else {
                    alone++;
                }
            }
        }
        return alone >= inRuns;
    }

    /** From -1 to about 1: the share of characters beyond ASCII that are as the script would have them. */
    private static double score(Candidate candidate, byte[] body) {
        String text = candidate.encoding().strict(body, 0);
        if (text == null) {
            return -1;
        }
        int beyond = 0;
        double points = 0;
        char previous = ' ';
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80) {
                beyond++;
                if (unit >= candidate.first() && unit <= candidate.last()) {
                    points += candidate.common().indexOf(unit) >= 0 ? 1 : 0.6;
                    if (Character.isLowerCase(previous) && Character.isUpperCase(unit)) {
                        points -= 1.5;
                    }
                } else if (isCjkIdeograph(unit) && candidate.first() == 0x3041) {
                    points += 0.3;
                } else if (!isWidePunctuation(unit)) {
                    points -= 1;
                }
            }
            previous = unit;
        }
        return beyond == 0 ? 0 : points / beyond;
    }

    private static boolean isCjkIdeograph(char unit) {
        return unit >= 0x4e00 && unit <= 0x9fff;
    }

    private static boolean isWidePunctuation(char unit) {
        return (unit >= 0x3000 && unit <= 0x3020) || (unit >= 0xff01 && unit <= 0xff5e) || unit == 0xb7;
    }
}
