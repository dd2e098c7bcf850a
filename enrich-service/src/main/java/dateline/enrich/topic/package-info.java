/** What a release is about and what it touches: concepts of the IPTC Media Topics. */
package dateline.enrich.topic;
