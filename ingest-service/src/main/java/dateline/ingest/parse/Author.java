package dateline.ingest.parse;

/**
 * Who wrote an entry or a feed; at least one of name and e-mail address is there.
 *
 * @param name the name as plain text, or null
 * @param email the e-mail address, or null
 * @param url the author's page, absolute, or null
 */
public record Author(String name, String email, String url) {

    public Author {
        if (name == null && email == null) {
            throw new IllegalArgumentException("an author has a name or an e-mail address");
        }
    }

    /**
     * How the author is shown: the name, and the e-mail address only where there is no name.
     *
     * @return plain text
     */
    public String displayName() {
        return name == null ? email : name;
    }
}
