-- Names are found with their typing mistakes: by the triples of letters that they share with what was typed.
create extension if not exists pg_trgm with schema query;

create index entity_name_entity on query.entity_name (entity);

-- The extension may have stood in another schema before.
do $$
declare
  trigrams text;
begin
  select quote_ident(n.nspname) into strict trigrams
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format('create index entity_name_trigrams on query.entity_name using gin (name %s.gin_trgm_ops)', trigrams);
  -- Names that hold something like the typed words. What is looked at is bounded: a syllable is in a great many names.
  execute format($f$
    create function query.names_like(typed text, most integer)
    returns table (entity text, type text, label text, name text, likeness real)
    language sql stable rows 100
    set pg_trgm.word_similarity_threshold = 0.6
    set enable_seqscan = off
    as $body$
      select alike.entity, alike.type, alike.label, alike.name,
        (%1$s.word_similarity(typed, alike.name) * 0.8 + %1$s.similarity(typed, alike.name) * 0.2)::real as likeness
      from (select * from query.entity_name n where typed operator(%1$s.<%%) n.name limit 5000) alike
      order by likeness desc, alike.name, alike.entity limit most
    $body$
    $f$, trigrams);
end
$$;
