-- Lists of feeds on their way into the table of feeds: a batch at a time, by whichever process comes first.
create table feed_import (
    id       uuid primary key,
    state    text not null default 'running' check (state in ('running', 'done', 'broken-off')),
    reason   text,
    created  timestamptz not null,
    finished timestamptz,
    -- The list as it came, until it has been worked through.
    document bytea,
    total    integer not null,
    done     integer not null default 0,
    added    integer not null default 0,
    known    integer not null default 0,
    refused  integer not null default 0,
    -- Batches in a row that could not be saved.
    failures integer not null default 0
);

create index feed_import_running on feed_import (created) where state = 'running';

create table feed_import_refusal (
    import_id uuid not null references feed_import (id) on delete cascade,
    entry     integer not null,
    line      integer not null,
    url       text not null,
    name      text,
    reason    text not null,
    primary key (import_id, entry)
);
