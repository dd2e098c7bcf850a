/** The entities that releases name: suggested while a name is typed, and what is known of each. */
package dateline.query.entity;
