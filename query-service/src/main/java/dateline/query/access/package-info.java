/** Who may ask for what and how often: API keys with scopes, limits of rate, and the headers that every answer carries. */
package dateline.query.access;
