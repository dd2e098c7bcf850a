/** What runs Dateline on one machine: the stand, its sample newsroom, a console subscriber. */
package dateline.deploy;
