-- One mark a minute in which something changed: what transactions before the horizon wrote was all committed at that time.
-- It turns a time into a position among the changes.
create table query.change_mark (
  minute timestamptz primary key,
  at timestamptz not null,
  horizon xid8 not null
);

-- Embargoes that have not ended, few at any time.
create index release_embargo on query.release (embargoed_until) where embargoed_until is not null;
