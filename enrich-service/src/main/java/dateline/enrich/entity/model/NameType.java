package dateline.enrich.entity.model;

/** The types that the statistical taggers tell apart. */
public enum NameType {
    PERSON,
    ORGANISATION,
    PLACE
}
