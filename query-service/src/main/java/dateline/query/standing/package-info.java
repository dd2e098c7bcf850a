/** Searches that stand, kept true while languages and names come up: what live streams and alerts have in common. */
package dateline.query.standing;
