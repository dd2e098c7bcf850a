package dateline.query.release;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The current revision of a release, as the tables keep it; only the stream writes them. */
@Entity
@Immutable
@Table(schema = "query", name = "release")
class StoredRelease {

    @Id
    String id;

    int revision;

    OffsetDateTime published;

    boolean withdrawn;

    @Column(name = "embargoed_until")
    OffsetDateTime embargoedUntil;

    /** The whole event, as JSON. */
    @JdbcTypeCode(SqlTypes.JSON)
    String event;
}
