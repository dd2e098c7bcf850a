-- Releases that repeat another one, few among all: what is shown under the first of a story is counted here, not in every month.
create table query.copy (
  story text collate "C" not null,
  release text collate "C" not null,
  source text not null,
  source_name text not null,
  published timestamptz not null,
  withdrawn boolean not null,
  embargoed_until timestamptz,
  primary key (story, release)
);
create index copy_release on query.copy (release);

insert into query.copy (story, release, source, source_name, published, withdrawn, embargoed_until)
select duplicate_group, id, source, event #>> '{source,name}', published, withdrawn, embargoed_until
from query.release
where duplicate_group is not null and event #>> '{annotations,duplicates,relation}' = 'copy';
