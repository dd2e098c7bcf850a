/** The topics that releases are about: their tree with counts, and suggestions while a label is typed. */
package dateline.query.topic;
