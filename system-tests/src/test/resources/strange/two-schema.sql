-- A store without a root: what belongs to a tenant is what refers to its people.
create schema "we""ird";
create table "we""ird"."ta.ble/x" (code text primary key, "Wem" text not null);
create table "we""ird".buchung (
    id int primary key, wer text, code text not null references "we""ird"."ta.ble/x", storno int references "we""ird".buchung, "Wem" text not null);
create table "we""ird".posten (buchung int references "we""ird".buchung, nr int, "Wem" text not null, primary key (buchung, nr));
