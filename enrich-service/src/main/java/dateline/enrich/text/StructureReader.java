package dateline.enrich.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells the parts of a release by the words and the layout that press offices use. Paragraphs are read in order: a head of header
 * lines and headline, the lead, paragraphs and headings, and a tail that begins with the first line that opens one.
 */
public final class StructureReader {

    /** Its name in events. */
    public static final String NAME = "structure";

    /** Its version in events. */
    public static final String VERSION = "2026.2";

    private static final int HEADER_LONGEST = 160;
    private static final int HEADING_LONGEST = 90;
    private static final Pattern HEADER = Pattern.compile(
            "(?:for )?immediate (?:release|publication)|for release\\b.*|(?:press|news|media) (?:release|statement|advisory|note|information)s?|press ?info|statement|media advisory|communiqué(?: de presse)?|pressemitteilung(?:en)?|presseinformation|medienmitteilung|"
                    + "(?:nota|comunicado) de prensa|comunicado|пресс-релиз|баспасөз (?:хабарламасы|релизі)|(?:press )?release (?:no|number|nr)\\b.*|(?:no|nr|ref|n°|№)\\.? ?[\\w/.-]{1,20}|zur sofortigen veröffentlichung|pour diffusion immédiate|para (?:su )?(?:publicación|difusión) inmediata",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern REACH = Pattern.compile(
            "[\\w.+-]{1,60}@[\\w-]{1,60}\\.[\\w.-]{2,40}|(?:\\+|\\(0|\\b0|\\b1-)[\\d\\s()./-]{7,20}\\d");

    /** The part of the text that is read next. */
    private enum Stage {
        HEAD,
        NEWS,
        TAIL
    }

    private StructureReader() {}

    /**
     * Reads the parts of a text.
     *
     * @param text the release's text
     * @param title its title, may be empty
     * @param published when it was published, for dates without a year; null when not known
     */
    public static Structure read(PlainText text, String title, Instant published) {
        return new Reading(text, title, published == null ? null : LocalDate.ofInstant(published, ZoneOffset.UTC))
                .read();
    }

    /** One text being read. */
    private static final class Reading {
        private final PlainText text;
        private final String title;
        private final LocalDate published;
        private final List<Span> blocks;
        private final List<Part> parts = new ArrayList<>();
        private Dateline dateline;
        private Span credit;
        private Span infoSource;
        private Instant embargoedUntil;
        private Corrected corrects;
        private Stage stage = Stage.HEAD;
        private PartKind tail = PartKind.NOTES;

        Reading(PlainText text, String title, LocalDate published) {
            this.text = text;
            this.title = words(title);
            this.published = published;
            this.blocks = Blocks.of(text);
        }

        Structure read() {
            for (int i = 0; i < blocks.size(); i++) {
                Span block = blocks.get(i);
                PartKind kind = kind(i, text.read(block));
                parts.add(new Part(kind, block.start(), block.end()));
                note(kind, block);
            }
            return new Structure(
                    dateline,
                    credit == null ? null : text.textSpan(credit),
                    infoSource == null ? null : text.textSpan(infoSource),
                    embargoedUntil,
                    corrects,
                    Contact.of(text, parts),
                    parts);
        }

        private PartKind kind(int index, String block) {
            if (PartHeads.isEndMark(block)) {
                // What stands after the end is meant for the press alone, unless it says what it is.
                boolean ends = stage == Stage.NEWS && (!isRule(block) || index * 2 >= blocks.size());
                stage = ends ? Stage.TAIL : stage;
                return stage == Stage.HEAD ? PartKind.HEADER : PartKind.END_MARK;
            }
            if (PartHeads.isCorrection(block)) {
                return PartKind.CORRECTION;
            }
            if (stage == Stage.HEAD) {
                Optional<PartKind> head = head(index, block);
                if (head.isPresent()) {
                    return head.get();
                }
                stage = Stage.NEWS;
                return PartKind.LEAD;
            }
            Optional<PartKind> opened = PartHeads.tail(block);
            if (opened.isPresent()) {
                stage = Stage.TAIL;
                tail = opened.get();
                return tail;
            }
            if (stage == Stage.TAIL) {
                return tail == PartKind.NOTES && isContact(block) ? PartKind.CONTACT : tail;
            }
            if (index > blocks.size() / 2 && isContact(block)) {
                return PartKind.CONTACT;
            }
            return isHeading(index, block) ? PartKind.HEADING : PartKind.BODY;
        }

        private Optional<PartKind> head(int index, String block) {
            if (isTitle(block)) {
                return Optional.of(PartKind.HEADLINE);
            }
            boolean last = index == blocks.size() - 1;
            if (block.length() <= HEADER_LONGEST && !last && isHeader(block)) {
                return Optional.of(PartKind.HEADER);
            }
            if (!last && isContact(block) && !endsSentence(block)) {
                return Optional.of(PartKind.CONTACT);
            }
            return isHeading(index, block) ? Optional.of(PartKind.HEADLINE) : Optional.empty();
        }

        private boolean isHeader(String block) {
            String line = block.strip();
            if (HEADER.matcher(line.replaceAll("[\\s:.*–—-]+$", "")).matches() || Embargo.isNotice(line)) {
                return true;
            }
            if (Credits.credit(text, blockOf(line), true).isPresent() && !endsSentence(line)) {
                return true;
            }
            Optional<Dates.Found> date = Dates.first(line, published);
            // A line that is a date and little more: "Geneva, 22 February 2024", "date 2024-02-22".
            return date.isPresent()
                    && line.length() - date.get().span().length() <= 40
                    && !endsSentence(line)
                    && !line.contains("\"");
        }

        private Span blockOf(String line) {
            int start = text.chars()
                    .indexOf(
                            line,
                            parts.isEmpty() ? 0 : parts.get(parts.size() - 1).end());
            return start < 0 ? new Span(0, 0) : new Span(start, start + line.length());
        }

        private boolean isTitle(String block) {
            return !title.isEmpty() && block.length() <= 400 && words(block).equals(title);
        }

        // A short line without a full stop above a longer paragraph.
        private boolean isHeading(int index, String block) {
            if (block.length() > (stage == Stage.HEAD ? HEADER_LONGEST : HEADING_LONGEST)
                    || index + 1 >= blocks.size()
                    || block.indexOf('\n') >= 0) {
                return false;
            }
            char first = block.charAt(0);
            boolean begins = Character.isUpperCase(first)
                    || Character.isDigit(first)
                    || (Character.isLetter(first) && !Character.isLowerCase(first));
            Span next = blocks.get(index + 1);
            boolean above = next.length() > block.length() && !PartHeads.isEndMark(text.read(next));
            return begins
                    && above
                    && !endsSentence(block)
                    && !DatelineReader.read(text, blocks.get(index), published).isPresent();
        }

        private static boolean endsSentence(String block) {
            char last = block.charAt(block.length() - 1);
            return ".!?;,…。！？\"”»“*)".indexOf(last) >= 0;
        }

        private static boolean isRule(String block) {
            return block.chars().noneMatch(Character::isLetterOrDigit) && block.indexOf('#') < 0;
        }

        // A few short lines, one of them a telephone number or an e-mail address.
        private static boolean isContact(String block) {
            return block.length() <= 400
                    && REACH.matcher(block).find()
                    && block.lines().allMatch(line -> line.length() <= 100);
        }

        private void note(PartKind kind, Span block) {
            String chars = text.read(block);
            boolean header = kind == PartKind.HEADER;
            if (header || kind == PartKind.LEAD || kind == PartKind.HEADLINE) {
                if (embargoedUntil == null && Embargo.isNotice(chars)) {
                    embargoedUntil = Embargo.until(chars, published).orElse(null);
                }
                noteDateline(kind, block, chars);
            }
            if (corrects == null && kind == PartKind.CORRECTION) {
                corrects = Corrected.read(text, block, published);
            }
            if (credit == null && (header || block.length() <= 1_000)) {
                credit = Credits.credit(text, block, header).orElse(null);
            }
            if (infoSource == null && (kind.isNews() || header)) {
                infoSource = Credits.infoSource(text, block).orElse(null);
            }
        }

        private void noteDateline(PartKind kind, Span block, String chars) {
            if (kind == PartKind.LEAD) {
                Optional<Dateline> read = DatelineReader.read(text, block, published);
                if (read.isPresent()) {
                    dateline = merged(read.get());
                }
            } else if (kind == PartKind.HEADER && dateline == null && !Embargo.isNotice(chars)) {
                dateline = Dates.first(chars, published)
                        .map(found -> headerDateline(block, chars, found))
                        .orElse(null);
            }
        }

        // "Geneva, 22 February 2024" over the news: what stands before or after the date is the place.
        private Dateline headerDateline(Span block, String chars, Dates.Found found) {
            String before = chars.substring(0, found.span().start())
                    .replaceAll("[\\s,|–—-]+$", "")
                    .strip();
            boolean named = before.matches("(?:\\p{Lu}[\\p{L}\\p{M}.'’-]*[ ,]*){1,4}")
                    && !before.toLowerCase(Locale.ROOT)
                            .matches("date|datum|fecha|дата|күні|published|updated|posted|press release|news");
            int start = named
                    ? block.start() + chars.indexOf(before)
                    : block.start() + found.span().start();
            return new Dateline(
                    named ? before : null,
                    found.date(),
                    null,
                    start,
                    block.start() + found.span().end());
        }

        // A header may hold the date, the paragraph's dateline the place.
        private Dateline merged(Dateline read) {
            if (dateline == null || dateline.date() == null || read.date() != null) {
                return read;
            }
            return new Dateline(read.place(), dateline.date(), read.agency(), read.start(), read.end());
        }

        private static String words(String text) {
            return text.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}]+", " ")
                    .strip();
        }
    }
}
