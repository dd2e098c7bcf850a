-- Releases of feeds that say that they are complete (RFC 5005): what is gone from such a feed was withdrawn, and the event that
-- says so repeats the last version.
alter table entry
    add column withdrawn boolean not null default false,
    add column kept      bytea;
