-- Accents are folded before a word is stemmed, so that "Café" is found by "cafe".
create extension if not exists unaccent with schema query;

-- One text search configuration of ours for each that Postgres has: the same stemmer behind unaccent.
do $$
declare
  unaccent_dictionary text;
  configuration text;
  stemmer text;
begin
  select format('%I.%I', n.nspname, d.dictname) into strict unaccent_dictionary
    from pg_ts_dict d join pg_namespace n on n.oid = d.dictnamespace
    where d.dictname = 'unaccent' order by n.nspname = 'query' desc limit 1;
  for configuration in select cfgname from pg_ts_config where cfgnamespace = 'pg_catalog'::regnamespace loop
    stemmer := case configuration when 'simple' then 'simple' else configuration || '_stem' end;
    execute format('create text search configuration query.%I (copy = pg_catalog.%I)', configuration, configuration);
    execute format('alter text search configuration query.%I alter mapping for word, hword, hword_part with %s, pg_catalog.%I',
      configuration, unaccent_dictionary, stemmer);
  end loop;
end
$$;

-- The configurations that releases are indexed with; a search is compiled for each of them.
create table query.configuration_in_use (
  name text primary key
);

-- Where the current revision of a release lives: the partitioned table alone could not keep an id unique over all months.
create table query.place (
  id text collate "C" primary key,
  revision integer not null,
  published timestamptz
);

create sequence query.change_number;

-- The current revision of each release, one partition a month.
create table query.release (
  id text collate "C" not null,
  published timestamptz not null,
  revision integer not null,
  withdrawn boolean not null,
  embargoed_until timestamptz,
  received timestamptz not null,
  source text not null,
  country text,
  language text not null,
  configuration text not null,
  entities text[] not null,
  topics text[] not null,
  duplicate_group text,
  -- (changed_in, change_number) orders all changes; changed_in lets a harvester wait for transactions that are still open.
  changed_in xid8 not null default pg_current_xact_id(),
  change_number bigint not null default nextval('query.change_number'),
  event jsonb not null,
  -- Words with weights (A title, B lead, C body, D header and tail), and the filter terms (they begin with @).
  words tsvector not null,
  primary key (id, published)
) partition by range (published);

create index release_newest on query.release (published desc, id desc);
-- New words wait in a list that each search has to read through: 4 MB of it, the default, make a search take seconds.
create index release_words on query.release using gin (words) with (gin_pending_list_limit = 256);
create index release_changed on query.release (changed_in, change_number);

-- Revisions that are not the current one.
create table query.revision (
  release text collate "C" not null,
  revision integer not null,
  published timestamptz not null,
  event jsonb not null,
  primary key (release, revision)
);

-- Entities by each of their names, folded, so that a filter may name them.
create table query.entity_name (
  name text collate "C" not null,
  entity text collate "C" not null,
  type text not null,
  label text not null,
  primary key (name, entity)
);
create index entity_name_prefix on query.entity_name (name text_pattern_ops);
