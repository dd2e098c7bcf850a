/**
 * HTML fragments as feeds carry them: made safe to show, and turned into plain text; and the links inside and outside of
 * them made absolute.
 */
package dateline.ingest.parse.html;
