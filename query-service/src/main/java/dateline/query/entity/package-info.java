/** The entities that releases name: found by the beginning of one of their names. */
package dateline.query.entity;
