package dateline.enrich.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom the press may reach.
 *
 * @param name as written, or null
 * @param phone as written, or null
 * @param email the address, or null
 * @param start the first code point of what is told of them
 * @param end the code point after the last
 */
public record Contact(String name, String phone, String email, int start, int end) {

    private static final int LONGEST = 2_000;
    private static final int MOST = 20;
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,60}@[\\w-]{1,60}(?:\\.[\\w-]{2,40}){1,4}");
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\w/.-])(?:\\+|\\(\\d|00|0|1-|\\d{3}[-. ])[\\d \\u00A0()./-]{5,22}\\d(?![\\w-])");
    private static final Pattern NAME = Pattern.compile(
            "(?<![\\p{L}\\p{M}@.])\\p{Lu}[\\p{L}\\p{M}.'’-]+(?: (?:von|van|de|der|di|da|bin|al|\\p{Lu}\\.))* ?(?: ?\\p{Lu}[\\p{L}\\p{M}'’-]+){1,3}(?![\\p{L}@])");
    // Words of heads, offices and addresses: no name holds one.
    private static final Pattern NO_NAME = Pattern.compile(
            "(?iu).*\\b(?:contacts?|media|press|presse|office|service|relations|enquiries|inquiries|information|department|ministry|ministerium|tel|phone|fax|mobile|e-?mail|street|road|avenue|university|institute|company|group|ltd|inc|gmbh|limited|communications?|kontakt|ansprechpartner(?:in)?|prensa|пресс|служба|контакты|director|manager|officer|head|secretary|investor|public|news|team|notes?|editors?|for|more|please|call|website|web|о|the)\\b.*");

    /** Those that parts of the kind tell of, in order of the text. */
    static List<Contact> of(PlainText text, List<Part> parts) {
        List<Contact> contacts = new ArrayList<>();
        for (Part part : parts) {
            if (part.kind() == PartKind.CONTACT && contacts.size() < MOST) {
                contacts.addAll(read(text, new Span(part.start(), Math.min(part.end(), part.start() + LONGEST))));
            }
        }
        return contacts;
    }

    // Name, number and address follow each other, in any order; the second of a kind begins the next contact.
    private static List<Contact> read(PlainText text, Span part) {
        List<Contact> contacts = new ArrayList<>();
        Draft draft = new Draft();
        int from = part.start();
        String chars = text.read(part);
        for (String line : chars.split("\\n|[;|•]", -1)) {
            Matcher email = EMAIL.matcher(line);
            Matcher phone = PHONE.matcher(line);
            Matcher name = NAME.matcher(line);
            int at = 0;
            while (name.find(at)) {
                if (NO_NAME.matcher(name.group()).matches()) {
                    int space = name.group().indexOf(' ');
                    at = space < 0 ? name.end() : name.start() + space + 1;
                    continue;
                }
                draft = draft.next(0, contacts);
                draft.take(0, text, from + name.start(), from + name.end());
                break;
            }
            if (phone.find()) {
                draft = draft.next(1, contacts);
                draft.take(1, text, from + phone.start(), from + phone.end());
            }
            if (email.find()) {
                draft = draft.next(2, contacts);
                draft.take(2, text, from + email.start(), from + email.end());
            }
            from += line.length() + 1;
        }
        draft.close(contacts);
        return contacts;
    }

    /** A contact being read: name, number, address. */
    private static final class Draft {
        private final String[] told = new String[3];
        private int start = Integer.MAX_VALUE;
        private int end;

        Draft next(int which, List<Contact> contacts) {
            // A second number of the same person is left out; a second name or address is someone else's.
            if (told[which] == null || which == 1) {
                return this;
            }
            close(contacts);
            return new Draft();
        }

        void take(int which, PlainText text, int from, int to) {
            if (told[which] == null) {
                told[which] = text.original(new Span(from, to));
                start = Math.min(start, from);
                end = Math.max(end, to);
            }
        }

        void close(List<Contact> contacts) {
            if (told[1] != null || told[2] != null) {
                contacts.add(new Contact(told[0], told[1], told[2], start, end));
            }
        }
    }
}
