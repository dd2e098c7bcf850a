/** The contract's files agree with one another. */
package dateline.deploy.contract;
