/** A search as an alert: saved searches are held against what comes, and their owners are told by signed webhooks. */
package dateline.query.alert;
