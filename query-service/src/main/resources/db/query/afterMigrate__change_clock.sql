-- At every start: whether the database holds changes of transactions that this cluster has not come to yet, as after a restore.
-- The lock waits for writers that have read the old shift; it is taken only when there is something to do.
do $$
declare
  missing bigint;
  locked boolean := false;
begin
  -- The newest change stands at the end of an index in each month: to compile this costs more than to run it.
  perform set_config('jit', 'off', true);
  loop
    select greatest(
        (select cast(cast(changed_in as text) as bigint) from query.release
          order by changed_in desc, change_number desc limit 1),
        (select max(cast(cast(horizon as text) as bigint)) - 1 from query.change_mark))
      - shift - cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint) + 1
    into missing from query.change_clock;
    exit when missing is null or missing <= 0;
    if locked then
      update query.change_clock set shift = shift + missing;
      raise notice 'stored changes are % transactions ahead of this cluster: the change clock is shifted', missing;
      exit;
    end if;
    lock table query.change_clock in access exclusive mode;
    locked := true;
  end loop;
end
$$;
