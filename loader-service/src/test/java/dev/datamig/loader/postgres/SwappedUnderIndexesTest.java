package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that change hands under what keeps rows apart without being a key over plain columns: generated columns, expressions, a part of
 * the rows, exclusion; and in tables that have nothing else.
 */
class SwappedUnderIndexesTest {

    private static final String[] DDL = {
        "create table person (id int primary key, mail text, mail_key text generated always as (lower(mail)) stored unique, nick text)",
        "create unique index person_nick on person (upper(nick)) where nick <> ''",
        "create table optout (mail_key text primary key references person (mail_key), at int)",
        "create table guardian (id int primary key, child int not null, priority int not null)",
        "create unique index guardian_first on guardian (child) where priority = 1",
        "create table booking (id int primary key, during int4range, exclude using gist (during with &&))",
        "create table visit (who text, during int4range, exclude using gist (during with &&))",
        "create table fee (number text unique, who int)",
    };

    private static final List<String> TABLES = List.of("person", "optout", "guardian", "booking", "visit", "fee");

    @TempDir
    Path staging;

    /** Months of random changes in the source under strategy replace, then everything undone step by step. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyOrderOfChangesIsTakenOverAndUndone(long seed) {
        var dice = new Random(seed);
        var fixture = new PgFixture("swapped_indexes_" + seed, staging, DDL);
        fixture.target(
                "insert into person (id, mail, nick) values (900, 'Own@x', 'own')",
                "insert into booking values (900, '[5000,5010)')");
        List<Map<String, String>> dumps = new ArrayList<>(List.of(fixture.dump()));
        List<Sealed> runs = new ArrayList<>();
        for (int month = 0; month < 5; month++) {
            fixture.source(month(dice));
            Sealed run = fixture.sealAll();
            LoadStrategy strategy = month == 0 ? LoadStrategy.INSERT : LoadStrategy.REPLACE;

            assertThat(fixture.plan(run, strategy).problems())
                    .as("seed %d month %d", seed, month)
                    .isEmpty();
            fixture.load(run, 1, strategy);

            for (String table : TABLES) {
                String all = "select coalesce(string_agg(t::text, ' ' order by t::text), '') from " + table
                        + " t where t::text !~ '^.(900|theirs)'";
                assertThat(fixture.value(all))
                        .as("seed %d month %d %s", seed, month, table)
                        .isEqualTo(fixture.sourceValue(all));
            }
            runs.add(run);
            dumps.add(fixture.dump());
        }
        for (int i = runs.size() - 1; i >= 0; i--) {
            fixture.undo(runs.get(i), 2);
            assertThat(fixture.dump()).as("seed %d undone to month %d", seed, i).isEqualTo(dumps.get(i));
        }
    }

    /** Every row draws anew what must differ from the others'. */
    private static String[] month(Random dice) {
        return new String[] {
            "delete from optout",
            "delete from person",
            "delete from guardian",
            "delete from booking",
            "delete from visit",
            "delete from fee",
            "insert into person (id, mail, nick) select i, case when n % 2 = 0 then 'Mail' else 'mAIL' end || n, 'Nick' || n from (select i, row_number() over (order by md5(i || '%1$d')) as n from generate_series(1, 12) i) x where md5('p' || i || '%1$d') > '3'"
                    .replace("%1$d", String.valueOf(dice.nextInt())),
            "insert into optout select mail_key, 1 from person where id % 3 = 0",
            "insert into guardian select i, i / 3, row_number() over (partition by i / 3 order by md5(i || '%d')) from generate_series(1, 12) i"
                    .formatted(dice.nextInt()),
            "insert into booking select i, int4range((n * 10)::int, (n * 10 + 8)::int) from (select i, row_number() over (order by md5(i || '%1$d')) as n from generate_series(1, 9) i) x where md5('b' || i || '%1$d') > '3'"
                    .formatted(dice.nextInt()),
            "insert into visit select 'v' || i, int4range((n * 10)::int, (n * 10 + 8)::int) from (select i, row_number() over (order by md5(i || '%1$d')) as n from generate_series(1, 9) i) x"
                    .formatted(dice.nextInt()),
            "insert into fee select 'f' || n, i from (select i, row_number() over (order by md5(i || '%1$d')) as n from generate_series(1, 9) i) x where md5('f' || i || '%1$d') > '3'"
                    .formatted(dice.nextInt()),
        };
    }
}
