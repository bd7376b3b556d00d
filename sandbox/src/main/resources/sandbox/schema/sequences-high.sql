-- As in a database that has made its rows itself: every sequence stands at the highest key.
do $$
declare
  owned record;
  highest bigint;
begin
  for owned in
    select c.oid::regclass as sequence, d.refobjid::regclass as owner, a.attname
    from pg_class c
    join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i') and d.refobjsubid > 0
    join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where c.relkind = 'S'
  loop
    execute format('select max(%I) from %s', owned.attname, owned.owner) into highest;
    if highest is not null then
      perform setval(owned.sequence, highest);
    end if;
  end loop;
end $$;
