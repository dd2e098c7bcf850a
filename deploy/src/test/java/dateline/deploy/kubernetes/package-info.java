/** The manifests fit the services. */
package dateline.deploy.kubernetes;
