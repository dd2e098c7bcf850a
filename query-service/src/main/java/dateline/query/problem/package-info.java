/** Errors as RFC 9457 problem details: the one form in which every refusal leaves this service. */
package dateline.query.problem;
