-- A feed that is polled: what the operator said of it, and what the polls left.
create table feed (
    id                    text primary key check (id ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
    url                   text not null unique,
    host                  text not null,
    name                  text,
    site                  text,
    country               text check (country ~ '^[A-Z]{2}$'),
    tags                  text[] not null default '{}',
    poll_interval_seconds integer check (poll_interval_seconds > 0),
    added                 timestamptz not null,

    title                 text,
    link                  text,

    status                text not null,
    reason                text,
    detail                text,
    status_since          timestamptz not null,
    announced_status      text,
    announced_reason      text,

    validated_url         text,
    etag                  text,
    last_modified         text,
    body_hash             bytea,

    -- How often the feed wants to be read; hours and days as bits.
    ttl_seconds             integer,
    update_interval_seconds integer,
    skip_hours            integer not null default 0,
    skip_days             integer not null default 0,

    last_attempt          timestamptz,
    last_success          timestamptz,
    last_new_release      timestamptz,
    last_entries          integer,
    last_refused          integer,
    failures              integer not null default 0,

    next_poll             timestamptz,
    next_poll_reason      text,
    lease_owner           text,
    lease_until           timestamptz,
    -- When a poller may take the feed; null while polling has stopped. The only column the lease looks for.
    due_at                timestamptz generated always as (
        case when next_poll is null then null else greatest(next_poll, lease_until) end) stored
);

create index feed_due on feed (due_at) where due_at is not null;
create index feed_status on feed (status, id);
-- Feeds whose state has changed and is not yet told on feeds.status: next to none at any moment.
create index feed_unannounced on feed (id)
    where status is distinct from announced_status or reason is distinct from announced_reason;

-- A release that a feed brought: the revision that was given out last, and for which content.
create table entry (
    feed_id      text not null references feed (id) on delete cascade,
    release_id   uuid not null,
    guid         text not null,
    revision     integer not null check (revision > 0),
    content_hash bytea not null,
    backfill     boolean not null,
    first_seen   timestamptz not null,
    last_seen    timestamptz not null,
    received     timestamptz not null,
    -- False from the moment the revision number is taken until the broker has answered.
    settled      boolean not null,
    -- Why the revision was not published, null when it was.
    refused      text,
    primary key (feed_id, release_id)
);
