-- what the loader said a load of each store would do
create table run_plan (
    run_id text  not null references run (id) on delete cascade,
    store  text  not null,
    plan   jsonb not null,
    primary key (run_id, store)
);
