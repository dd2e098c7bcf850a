-- Feeds that hubs push (WebSub).
create table subscription (
    feed_id      text primary key references feed (id) on delete cascade,
    topic        text not null,
    hub          text not null,
    -- The last part of the callback's path, which nobody can guess.
    token        text not null unique,
    secret       text not null,
    state        text not null default 'wanted' check (state in ('wanted', 'verified', 'denied')),
    -- Why a hub did not take or denied it.
    reason       text,
    -- The hub is being asked, and may verify.
    pending      boolean not null default false,
    lease_until  timestamptz,
    attempts     integer not null default 0,
    next_attempt timestamptz not null
);

create index subscription_due on subscription (next_attempt);

-- Until when a hub pushes the feed: so long it is polled only slowly.
alter table feed add column push_until timestamptz;
