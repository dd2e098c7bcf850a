/** The stand's command line, its start and its end. */
package dateline.deploy.local;
