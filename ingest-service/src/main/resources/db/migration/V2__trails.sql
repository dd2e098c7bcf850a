-- What only a row of polls tells: 304s in a row, and a permanent redirect that is not yet believed.
alter table feed
    add column unchanged   integer not null default 0,
    add column whole_asked timestamptz,
    add column move_target text,
    add column move_since  timestamptz,
    add column move_polls  integer not null default 0;
