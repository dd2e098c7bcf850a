/**
 * Characters: bytes to text, the named references of HTML, and the growing buffer that the readers share.
 */
package dateline.ingest.parse.text;
