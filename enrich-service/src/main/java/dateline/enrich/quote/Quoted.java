package dateline.enrich.quote;

import dateline.enrich.text.Span;

/**
 * Words between quotation marks.
 *
 * @param span from the opening mark to the closing one; where a mark is missing from or to the end of the paragraph
 * @param paragraph the number of the paragraph that it begins in
 * @param lastParagraph the number of the paragraph that it ends in
 * @param whole whether both marks stand
 */
record Quoted(Span span, int paragraph, int lastParagraph, boolean whole) {}
