/** The sentence encoder: texts become vectors that lie close when their meanings do. */
package dateline.enrich.encoder;
