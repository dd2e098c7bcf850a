-- Every change of a feed's state, in order, until it has been told on feeds.status. Written by the table itself, so that no
-- writer can forget it.
create table feed_change (
    seq              bigint generated always as identity primary key,
    feed_id          text not null,
    name             text not null,
    url              text not null,
    status           text not null,
    previous         text,
    reason           text,
    detail           text,
    last_success     timestamptz,
    last_new_release timestamptz,
    next_poll        timestamptz,
    at               timestamptz not null
);

insert into feed_change (feed_id, name, url, status, previous, reason, detail, last_success, last_new_release, next_poll, at)
select id, coalesce(name, case when btrim(title) <> '' then title end, host), url, status, announced_status, reason, detail, last_success,
    last_new_release, next_poll, status_since
from feed
where status is distinct from announced_status or reason is distinct from announced_reason;

create function note_change() returns trigger language plpgsql as $$
begin
    insert into ingest.feed_change
        (feed_id, name, url, status, previous, reason, detail, last_success, last_new_release, next_poll, at)
    values (new.id, coalesce(new.name, case when btrim(new.title) <> '' then new.title end, new.host), new.url, new.status,
        case when tg_op = 'UPDATE' then old.status end, new.reason, new.detail, new.last_success, new.last_new_release,
        new.next_poll, new.status_since);
    return null;
end
$$;

create trigger feed_added after insert on feed for each row execute function note_change();
create trigger feed_changed after update on feed for each row
    when (old.status is distinct from new.status or old.reason is distinct from new.reason)
    execute function note_change();

drop index feed_unannounced;
alter table feed drop column announced_status, drop column announced_reason;

-- Feeds that are due, and nothing else, are what the lease reads; rows are written twice a poll, so they leave room for it.
alter table feed set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- Archive pages (RFC 5005, 4) never change: each is read once.
create table archive_page (
    feed_id text not null references feed (id) on delete cascade,
    url     text not null,
    primary key (feed_id, url)
);
