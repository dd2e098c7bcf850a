/** One release: its current revision, its history. */
package dateline.query.release;
