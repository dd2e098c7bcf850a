/** The whole road: the packaged services as processes, a feed at one end, the topic and the search at the other. */
package dateline.deploy.road;
