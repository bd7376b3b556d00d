package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgTypesTest {

    private static final String[] DDL = {
        "create type pair as (a int, b text)",
        "create type color as enum ('red', 'dark \"blue\"')",
        "create domain positive as int check (value > 0)",
        """
        create table kinds (id int primary key, c1 bool, c2 int2, c3 int4, c4 int8, c5 float4, c6 float8, c7 numeric,
          c8 numeric(20,5), c9 money, c10 text, c11 varchar(30), c12 char(5), c13 bytea, c14 date, c15 timestamp,
          c16 timestamptz, c17 time, c18 timetz, c19 interval, c20 uuid, c21 json, c22 jsonb, c23 xml, c24 inet, c25 cidr,
          c26 macaddr, c27 macaddr8, c28 bit(4), c29 varbit, c30 point, c31 box, c32 path, c33 polygon, c34 circle,
          c35 tsvector, c36 tsquery, c37 int4range, c38 tstzrange, c39 nummultirange, c40 int[], c41 text[][],
          c42 pair, c43 color, c44 positive, c45 oid, c46 pg_lsn, c47 "char", c48 name, c49 line, c50 lseg,
          c51 timestamptz[], c52 pair[], c53 regclass, c54 jsonpath)""",
    };

    private static final String[] ROWS = {
        "insert into kinds (id) values (1)",
        """
        insert into kinds values (2, true, -32768, 2147483647, -9223372036854775808, 'NaN', '-Infinity', 'NaN',
          123456789012345.67890, 12.34, E'\\\\N\\t\\n\\r\\b\\f\\v''"\\\\.', 'Žluť', 'ab', '\\x00ff0a5c', '0001-01-01 BC',
          'infinity', '-infinity', '23:59:59.999999', '12:00+05:30', '1 year -2 days 03:04:05.6', gen_random_uuid(),
          '{"a" :1 , "a":2}', '{"k": [1.50, "\\u00e9\\\\"]}', '<a>ž</a>', '10.1.2.3/8', '10.0.0.0/8',
          '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', B'1010', B'1', '(1.5,-0)', '((0,0),(1,1))', '[(0,0),(1,2)]',
          '((0,0),(1,0),(0,1))', '<(0,0),2>', to_tsvector('simple', 'the cat''s \\mat'), 'a & !b', '[1,5)',
          '[2024-01-01, infinity)', '{[1.5,2),[3,)}', '{1,NULL,-3}', '{{a,"b,c"},{"\\\\","NULL"}}', '(1,"x ""y"" ,")',
          'dark "blue"', 7, 4294967295, '16/B374D848', 'é'::bytea::text::"char", 'someName', '{1,-1,0}', '[(0,0),(1,1)]',
          '{"2024-01-01 00:00:00.123456+00",infinity}', '{"(1,a)","(,)"}', 'pg_class', '$.a[*] ? (@ > 1)')""",
        "insert into kinds (id, c5, c6, c14, c15, c16, c12) values (3, 1.1754944e-38, 4.9e-324, 'infinity', '294276-12-31 23:59:59.999999', '4713-01-01 00:00:00+00 BC', '')",
        "insert into kinds (id, c5, c6, c14, c15, c16) values (4, '-0', 1.7976931348623157e308, '5874897-12-31', '4713-01-01 00:00:00 BC', 'infinity')",
    };

    @TempDir
    Path staging;

    @Test
    void everyTypeArrivesAsItWas() {
        var fixture = new PgFixture("types", staging, DDL);
        fixture.source(ROWS);
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        assertThat(PgFixture.of(fixture.load(fixture.sealAll(), 1), "public.kinds")
                        .unchanged())
                .isEqualTo(4);
    }
}
