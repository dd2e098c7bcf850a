package dateline.query.page;

/** Text inside HTML. */
final class Html {

    private Html() {}

    /** The text with the five characters escaped that mean something in HTML's content and attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The URL, if it is one that a page may link to; else null. A feed may say {@code javascript:}. */
    static String link(String url) {
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }

    /**
     * JSON that can stand inside a {@code script} element: nothing in it ends the element or begins a comment (HTML standard,
     * "Restrictions for contents of script elements").
     */
    static String inScript(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }
}
