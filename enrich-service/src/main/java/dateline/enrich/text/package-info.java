/**
 * The text of a release and its parts: header, dateline, body and tail. Every offset of this service is a {@link
 * dateline.enrich.text.Span} that counts Unicode code points of the release's text.
 */
package dateline.enrich.text;
