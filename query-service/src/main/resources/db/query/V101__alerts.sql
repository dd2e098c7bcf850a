-- Saved searches whose owners are told of what comes.
create table query.alert (
  id uuid primary key,
  -- The id of the key that owns it; the key itself is nowhere kept.
  owner text not null,
  name text not null,
  -- Parameters of the search, as in the query of its URL.
  search text not null,
  webhook text not null,
  -- What deliveries are signed with, so it cannot be kept as a digest.
  secret text not null,
  -- 0 for immediate delivery.
  digest_minutes integer not null,
  -- Whether each further revision of a release is told too.
  revisions boolean not null,
  created timestamptz not null,
  next_digest timestamptz,
  failing_since timestamptz,
  disabled timestamptz,
  -- Why it is disabled.
  notice text,
  -- Changes with each change of the alert: replicas compare the sum to learn that they have to read again.
  version bigint not null
);
create sequence query.alert_version;
create index alert_owner on query.alert (owner, created);

-- What matched; a release is told once of each alert, or once a revision.
create table query.alert_match (
  alert uuid not null references query.alert on delete cascade,
  release text collate "C" not null,
  revision integer not null,
  matched timestamptz not null,
  -- Null while a digest waits for its time.
  delivery uuid,
  primary key (alert, release, revision)
);
create index alert_match_waiting on query.alert_match (alert) where delivery is null;
create index alert_match_delivery on query.alert_match (delivery) where delivery is not null;
create index alert_match_age on query.alert_match (matched);

create table query.alert_delivery (
  id uuid primary key,
  alert uuid not null references query.alert on delete cascade,
  created timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'abandoned')),
  releases integer not null,
  attempts integer not null,
  -- When it is tried next; while it is being tried, when somebody else may.
  due timestamptz not null,
  attempted timestamptz,
  status integer,
  error text
);
create index alert_delivery_due on query.alert_delivery (due) where state = 'waiting';
create index alert_delivery_history on query.alert_delivery (alert, created desc);
create index alert_delivery_age on query.alert_delivery (created);

-- How far the changes have been held against the alerts. One row; whoever moves it on writes the matches in the same transaction.
create table query.alert_position (
  one boolean primary key default true check (one),
  transaction bigint not null,
  number bigint not null
);
