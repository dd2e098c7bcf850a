package dateline.ingest.fetch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * One link of a {@code Link} header (RFC 8288).
 *
 * @param relations its relations in lower case
 * @param target where it leads, absolute
 */
public record LinkHeader(Set<String> relations, URI target) {

    private static final int MAX_LINKS = 50;

    public LinkHeader {
        relations = Set.copyOf(relations);
        Objects.requireNonNull(target, "target");
    }

    /**
     * Reads header fields: several links in one field, several relations in one link, commas and semicolons in quotes. What is
     * malformed is passed over; a link that has another context than the answer ({@code anchor}) says nothing of it.
     *
     * @param fields the fields' values
     * @param base the URL of the answer, against which targets are resolved
     * @return the links in order, the first fifty
     */
    static List<LinkHeader> read(List<String> fields, URI base) {
        List<LinkHeader> links = new ArrayList<>();
        for (String field : fields) {
            int at = 0;
            while (at < field.length() && links.size() < MAX_LINKS) {
                int open = field.indexOf('<', at);
                int close = open < 0 ? -1 : field.indexOf('>', open);
                if (close < 0) {
                    break;
                }
                List<String> parameters = new ArrayList<>();
                at = parameters(field, close + 1, parameters);
                add(links, field.substring(open + 1, close).strip(), parameters, base);
            }
        }
        return links;
    }

    // Splits at semicolons outside quotes, up to the comma outside quotes that ends the link.
    private static int parameters(String field, int from, List<String> parameters) {
        StringBuilder parameter = new StringBuilder();
        boolean quoted = false;
        int at = from;
        for (; at < field.length(); at++) {
            char c = field.charAt(at);
            if (quoted && c == '\\' && at + 1 < field.length()) {
                at++;
                parameter.append(field.charAt(at));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ';') {
                parameters.add(parameter.toString());
                parameter.setLength(0);
            } else if (!quoted && c == ',') {
                break;
            } else {
                parameter.append(c);
            }
        }
        parameters.add(parameter.toString());
        return at + 1;
    }

    private static void add(List<LinkHeader> links, String target, List<String> parameters, URI base) {
        String relations = "";
        for (String parameter : parameters) {
            String[] pair = parameter.split("=", 2);
            String name = pair[0].strip().toLowerCase(Locale.ROOT);
            if (name.equals("anchor")) {
                return;
            }
            if (name.equals("rel") && pair.length == 2 && relations.isEmpty()) { // RFC 8288, 3.3: the first one counts
                relations = pair[1].strip().toLowerCase(Locale.ROOT);
            }
        }
        if (!relations.isEmpty()) {
            try {
                links.add(new LinkHeader(
                        Set.copyOf(List.of(relations.split("\\s+", -1))), Reference.resolve(base, target)));
            } catch (IllegalArgumentException e) {
                // No URI: it leads nowhere.
            }
        }
    }
}
