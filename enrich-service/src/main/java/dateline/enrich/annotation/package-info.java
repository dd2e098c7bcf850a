/** All annotations of a release, and the one road on which they are made. */
package dateline.enrich.annotation;
