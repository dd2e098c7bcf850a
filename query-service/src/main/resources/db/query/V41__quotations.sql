-- Who is quoted, for counting; empty for what was stored before, until it is filled below.
alter table query.release add column speakers text[] not null default '{}';

-- Words that stand in quotations, as lexemes of their own that begin with @", with their distances. Quotations are kept apart
-- by a filler of which no lexeme is made. A lexeme has at most 2046 octets.
create function query.quoted_words(configuration regconfig, quoted text) returns tsvector
language sql immutable parallel safe as $$
  select coalesce(
    string_agg('''@"' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''':' || array_to_string(positions, ','), ' '),
    '')::tsvector
  from unnest(to_tsvector(configuration, quoted))
  where lexeme <> '0000000000' and octet_length(lexeme) <= 2000
$$;

-- The same for the releases that are there; those that have neither a quotation nor a second revision stay untouched.
update query.release r
set speakers = n.speakers,
  words = r.words || query.quoted_words(cast('query.' || r.configuration as regconfig), n.quoted)
    || array_to_tsvector(n.terms || case when r.withdrawn then array['@r:withdrawn']
      when r.revision > 1 then array['@r:updated'] else array[]::text[] end)
from (
  select o.id, o.published,
    array(
      select distinct q ->> 'speaker' from jsonb_array_elements(o.event #> '{annotations,quotations}') q
      where q ->> 'speaker' <> '') as speakers,
    coalesce((
      select translate(
        string_agg(substr(o.event ->> 'text', (q ->> 'start')::integer + 1,
          greatest((q ->> 'end')::integer - (q ->> 'start')::integer, 0)), repeat(' 0000000000', 11) || ' '), '<>', '  ')
      from jsonb_array_elements(o.event #> '{annotations,quotations}') q), '') as quoted,
    array(
      select distinct left('@a:' || (e ->> 'id'), 500)
      from jsonb_array_elements(o.event #> '{annotations,entities}') e, jsonb_array_elements(e -> 'mentions') m,
        jsonb_array_elements(o.event #> '{annotations,quotations}') q
      where (m ->> 'start')::integer >= (q ->> 'start')::integer and (m ->> 'end')::integer <= (q ->> 'end')::integer
        and e ->> 'type' in ('person', 'organisation', 'place', 'event', 'law', 'work', 'group')) as terms
  from query.release o
  where o.revision > 1 or o.withdrawn or o.event #> '{annotations,quotations}' <> '[]'
) n
where r.id = n.id and r.published = n.published;
