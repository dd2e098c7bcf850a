/**
 * The sample newsroom: invented publishers whose releases are served on the loopback in every feed format, so that a
 * newcomer sees the whole road without the internet. {@link dateline.deploy.newsroom.Newsroom} is where to start.
 */
package dateline.deploy.newsroom;
