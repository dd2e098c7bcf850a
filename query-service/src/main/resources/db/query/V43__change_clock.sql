-- Changes are ordered by the ids of their transactions. A database that is restored from a dump into a new cluster starts with
-- lower ids than it holds: then all ids of new changes, and the horizon below which changes are shown, are shifted by a number
-- that puts them behind what is there. Positions that harvesters hold stay good.
create table query.change_clock (
  shift bigint not null
);
insert into query.change_clock (shift) values (0);

-- The id under which a change of this transaction is stored.
create function query.change_transaction() returns xid8
language sql volatile as $$
  select cast(cast(cast(cast(pg_current_xact_id() as text) as bigint) + shift as text) as xid8) from query.change_clock
$$;

-- Every change below it is committed and can be seen.
create function query.change_horizon() returns xid8
language sql stable as $$
  select cast(cast(cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) + shift as text) as xid8)
  from query.change_clock
$$;

alter table query.release alter column changed_in set default query.change_transaction();
