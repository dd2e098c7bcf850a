package dateline.enrich.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads an operator's lexicon: CSV (RFC 4180, one record a line) with the head {@code name,type,id,aliases}, aliases separated by {@code |};
 * empty lines and those that begin with # are left out.
 */
public final class LexiconFile {

    private static final List<String> HEAD = List.of("name", "type", "id", "aliases");

    private LexiconFile() {}

    /** Reads the file's text: all of it or, where a line is wrong, nothing. */
    public static LexiconReading read(String csv) {
        List<KnownEntity> entities = new ArrayList<>();
        boolean head = true;
        int number = 0;
        for (String line : csv.lines().toList()) {
            number++;
            String bare = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (bare.isBlank() || bare.startsWith("#")) {
                continue;
            }
            List<String> cells = cells(bare);
            if (cells == null) {
                return new LexiconReading.Broken(number, "a quotation mark is not closed");
            }
            if (head) {
                if (!cells.equals(HEAD)) {
                    return new LexiconReading.Broken(number, "the head must be " + String.join(",", HEAD));
                }
                head = false;
                continue;
            }
            String fault = fault(cells);
            if (fault != null) {
                return new LexiconReading.Broken(number, fault);
            }
            List<String> aliases = new ArrayList<>();
            for (String alias : cells.get(3).split("\\|", -1)) {
                if (!alias.isBlank()) {
                    aliases.add(alias.strip());
                }
            }
            entities.add(new KnownEntity(cells.get(0), type(cells.get(1)), cells.get(2), aliases));
        }
        return head
                ? new LexiconReading.Broken(1, "the head must be " + String.join(",", HEAD))
                : new LexiconReading.Read(entities);
    }

    private static String fault(List<String> cells) {
        if (cells.size() != HEAD.size()) {
            return HEAD.size() + " cells expected, " + cells.size() + " found";
        }
        if (cells.get(0).isEmpty()) {
            return "name: empty";
        }
        if (type(cells.get(1)) == null) {
            return "type: \"" + cells.get(1) + "\" is none of person, organisation, place, event, law, work, group";
        }
        if (cells.get(2).isEmpty() || cells.get(2).contains(" ")) {
            return "id: empty or with a blank";
        }
        return null;
    }

    private static EntityType type(String code) {
        return switch (code.toLowerCase(Locale.ROOT)) {
            case "person" -> EntityType.PERSON;
            case "organisation" -> EntityType.ORGANISATION;
            case "place" -> EntityType.PLACE;
            case "event" -> EntityType.EVENT;
            case "law" -> EntityType.LAW;
            case "work" -> EntityType.WORK;
            case "group" -> EntityType.GROUP;
            default -> null;
        };
    }

    // The cells without blanks around them; null where a quotation mark stays open.
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return quoted ? null : cells;
    }
}
