/** Who, where and what a release names: mentions found in the text, grouped into entities and linked where a table knows them. */
package dateline.enrich.entity;
