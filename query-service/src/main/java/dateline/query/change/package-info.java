/** The changes of the tables in their order, for those who follow them: live streams and alerts. */
package dateline.query.change;
