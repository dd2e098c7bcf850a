/** How answers leave this service when a client may have them already: entity tags and 304. */
package dateline.query.answer;
