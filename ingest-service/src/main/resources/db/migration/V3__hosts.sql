-- How each server is asked by all processes together: never by more than a few at once, nor in too short a time.
create table host (
    name        text primary key,
    last_start  timestamptz not null default 'epoch',
    -- The first moment that no feed of the host has been promised.
    next_slot   timestamptz not null default 'epoch',
    -- The server has asked for patience until then.
    quiet_until timestamptz not null default 'epoch'
);

create index feed_leased on feed (host) where lease_owner is not null;
