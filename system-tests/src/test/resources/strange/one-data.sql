-- "Wem" says for which tenants a row is needed: what arrives for a tenant is known from the rows themselves.
insert into "Größe/α.β"."Mandant" values ('A', 'A'), ('B', 'B');
alter table "Größe/α.β"."order" disable trigger merke;
insert into "Größe/α.β"."order" overriding system value values (2147483600, 'A', 1.0000000001, default, 'A'), (7, 'A', -0.5, default, 'A'), (8, 'B', 3, default, 'B');
alter table "Größe/α.β"."order" enable trigger merke;
insert into "select"."table" values (1, null, 'Wurzel', 'AB'), (2, 1, 'Ast', 'AB'), (3, 2, 'Blatt', 'A'), (4, 4, 'selbst', 'B'), (5, 1, 'nie', '-');
insert into "Größe/α.β".elf
select n, 'b' || n, date '2024-02-29' + n, ('00000000-0000-0000-0000-00000000000' || n)::uuid, n % 2 = 0, n / 3.0, n, n * 10000000000, 'c' || n,
    timestamptz '2024-01-01 00:00:00.123456+00' + n * interval '1 day', ('10.0.0.' || n)::inet,
    case when n <= 3 then 'A' else 'B' end, case when n = 1 then 3 when n = 4 then 4 when n <= 3 then 2 else 2 end, case when n <= 3 then 'A' else 'B' end
from generate_series(1, 5) n;
insert into "Größe/α.β"."elf/kind" (a, b, c, d, e, f, g, h, i, j, k, "Wem")
select a, b, c, d, e, f, g, h, i, j, k, "Wem" from "Größe/α.β".elf;
-- a NULL in one of the columns: no reference at all
insert into "Größe/α.β"."elf/kind" (a, b, c, d, e, f, g, h, i, j, k, "Wem")
select a, b, c, d, e, f, g, h, i, j, null, '-' from "Größe/α.β".elf where a = 1;
insert into "Größe/α.β"."Пользователь" overriding system value values
    (1, '11111111-1111-1111-1111-111111111111', 'Änne "Ö" O''Brien', '01234', 'A'),
    (2, '22222222-2222-2222-2222-222222222222', '山田 太郎', null, 'AB'),
    (3, '33333333-3333-3333-3333-333333333333', '', '99999', 'B'),
    (4, '44444444-4444-4444-4444-444444444444', null, '55555', '-'),
    (9000000000, '55555555-5555-5555-5555-555555555555', E'Tab\tBackslash\\ \\N', '55555', 'A');
insert into "Größe/α.β".link values
    ('A', 1, '[2020-01-01,)', 'A'), ('A', 2, 'empty', 'A'), ('B', 2, null, 'B'), ('B', 3, '(,2020-01-01)', 'B'), ('A', 9000000000, '[2020-01-01,2020-02-01)', 'A');
insert into "Größe/α.β".kontakt values
    (1, 'x', 'A'), (1, 'x', 'A'), (1, null, 'A'), (1, '', 'A'), (2, 'y', 'AB'), (3, 'z', 'B'), (3, 'z', 'B'), (4, 'q', '-');
begin;
set constraints all deferred;
insert into "Größe/α.β".x values (1, 1, 'A', 'A'), (2, 2, 'B', 'B'), (3, 3, null, '-'), (4, 1, null, 'A');
insert into "Größe/α.β".y values (1, 1, 'A'), (2, 2, 'B'), (3, 3, '-');
insert into "Größe/α.β".z values (1, 1, 'A'), (2, 2, 'B'), (3, 3, '-');
commit;
insert into "Größe/α.β".haupt values (1, null, 'A', 'A'), (2, null, 'A', 'A'), (3, null, 'B', 'B');
insert into "Größe/α.β".teil values (10, 1, 'A'), (11, 1, 'A'), (30, 3, 'B');
update "Größe/α.β".haupt set bestes = 10 where id in (1, 2);
update "Größe/α.β".haupt set bestes = 30 where id = 3;
insert into "Größe/α.β".messung values
    (1, '2024-05-05', 'A', 'NaN', 'A'), (2, '1999-01-01', 'A', '-Infinity', 'A'), (3, '2024-06-06', 'B', 4.9e-324, 'B'), (4, '2031-01-01', null, 1, '-');
insert into "Größe/α.β".anmerkung values (1, 1, '2024-05-05', 'zu 1', 'A'), (2, 2, '1999-01-01', 'zu 2', 'A'), (3, 3, '2024-06-06', 'zu 3', 'B'), (4, 4, null, 'zu nichts', '-');
insert into "Größe/α.β".notiz values ('A', 'eins', 'A'), ('A', 'eins', 'A'), ('A', null, 'A'), ('B', 'zwei', 'B'), (null, 'drei', '-');
insert into "Größe/α.β"."notiz geheim" values ('A', 'kind', 'A', 1), ('A', 'kind', 'A', 1), ('B', 'kind', 'B', 2);
insert into "Größe/α.β".alles values
    (1, 'A', 'NaN', 1e-307, 12345678901234567890.12345678901234567890, 'infinity', '-infinity', '4713-01-01 BC', '24:00', '12:00:00.000001+15:59',
     '-1 year 2 mons -3 days 04:05:06.789', B'10110', '\x00ff5c', '00000000-0000-0000-0000-000000000000', '::ffff:1.2.3.0/120', '08:00:2b:01:02:03',
     '{"b" : 1, "a": [null, "\u00e9"]}', '{"b": 1, "a": [null, "é"]}', '<a b="c">ü</a>', 12.34, '[1,10)', '{[2024-01-01,2024-02-01),[2025-01-01,)}',
     array[null, '', 'NULL', '{"}', E'\\'], array[[1, 2], [3, null]], 'alt; "sehr"', row(1, 'a,"b"'), '(1.5,-0)', 'fat:2A cat:3', 'ab', '"a=>b"=>NULL, ""=>"\""', 'GrOß', 'A'),
    (2, 'A', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, '{}', null, null, null, null, null, null, null, null, 'A'),
    (3, 'B', '-0', 'Infinity', 'NaN', '294276-12-31 23:59:59.999999', '0001-01-01 00:00+00 BC', 'infinity', '00:00', '00:00-15:59', '178000000 years',
     B'', '', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '255.255.255.255', 'ff:ff:ff:ff:ff:ff', 'null', 'null', null, -92233720368547758.08, 'empty', '{}',
     array['x'], '[5:6]={1,2}', 'ö', row(null, null), '(Infinity,NaN)', '', '', '', '', 'B');
insert into "Größe/α.β".protokoll (was) values ('nicht dabei');
