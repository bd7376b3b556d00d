-- Only in CERT: what testers have hung on their tables. Both must fire once for a row that is loaded, and be no trace after an undo.

create table row_watch (
  table_name text not null,
  row_key text not null,
  inserted integer not null,
  updated integer not null,
  primary key (table_name, row_key)
);

comment on table row_watch is 'Audit of the tables under watch: how often each row was inserted and updated; gone when the row is';

create function watch_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- tg_table_name itself is of type name, whose collation the index does not have
  watched text := tg_table_name;
begin
  if tg_op = 'INSERT' then
    insert into row_watch values (watched, new.id::text, 1, 0)
    on conflict (table_name, row_key) do update set inserted = row_watch.inserted + 1;
  elsif tg_op = 'UPDATE' then
    update row_watch set updated = updated + 1 where table_name = watched and row_key = new.id::text;
  else
    delete from row_watch where table_name = watched and row_key = old.id::text;
  end if;
  return null;
end $$;

create trigger watched after insert or update or delete on student for each row execute function watch_row();
create trigger watched after insert or update or delete on person for each row execute function watch_row();
create trigger watched after insert or update or delete on department for each row execute function watch_row();

create function touch() returns trigger language plpgsql as $$
begin
  new.updated_at := new.updated_at + interval '1 microsecond';
  return new;
end $$;

create trigger touched before update on student for each row execute function touch();
create trigger touched before update on person for each row execute function touch();
