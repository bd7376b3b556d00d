-- What a plan has found in the way, which a later plan of the store takes the place of.
alter table run_failure add column of_plan boolean not null default false;
