package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A district is loaded and undone beside another one of the same schema, while clients work with that one all the time. */
class NeighboursTest {

    private static final int PUPILS = 4000;
    private static final int CLIENTS = 4;

    private static final String[] DDL = {
        "create table district (id int primary key, name text not null)",
        "create table subject (id serial primary key, code text not null unique)",
        "create table pupil (id serial primary key, name text, changed int not null default 0)",
        "create table enrolment (pupil_id int references pupil, district_id int references district, year int, primary key (pupil_id, district_id, year))",
        "create table mark (id serial primary key, pupil_id int not null references pupil, subject_id int not null references subject, points int)",
        "create index on enrolment (district_id)",
        "create index on mark (pupil_id)",
        "create index on mark (subject_id)",
    };

    /** District 2 follows on district 1; one in a hundred pupils is enrolled in both. */
    private static final String[] ROWS = {
        "insert into district values (1, 'one'), (2, 'two')",
        "insert into subject select i, 's' || i from generate_series(1, 20) i",
        "insert into pupil (id, name) select i, 'p' || i from generate_series(1, %d) i".formatted(2 * PUPILS),
        "insert into enrolment select i, 1 + (i - 1) / %d, 2024 from generate_series(1, %d) i"
                .formatted(PUPILS, 2 * PUPILS),
        "insert into enrolment select i, 2, 2024 from generate_series(100, %d, 100) i".formatted(PUPILS),
        "insert into mark select i, (i + 1) / 2, 1 + i %% 20, i from generate_series(1, %d) i".formatted(4 * PUPILS),
    };

    @TempDir
    Path staging;

    private static Sealed seal(PgFixture fixture, int district) {
        String own = "(%1$d - 1) * %2$d + 1 and %1$d * %2$d".formatted(district, PUPILS);
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("public.district", new String[] {"id = " + district, "false"});
        tables.put("public.subject", new String[] {"false", "true"});
        tables.put(
                "public.pupil",
                new String[] {"id between " + own, district == 2 ? "id <= 4000 and id % 100 = 0" : "false"});
        tables.put("public.enrolment", new String[] {"district_id = " + district, "false"});
        tables.put("public.mark", new String[] {"pupil_id between " + own, "false"});
        return fixture.seal(tables);
    }

    @Test
    void othersReadAndWriteAndNothingOfTheirsChanges() throws Exception {
        var fixture = new PgFixture("neighbours", staging, DDL);
        fixture.source(ROWS);
        fixture.load(seal(fixture, 1), 1);
        fixture.target("select setval('pupil_id_seq', 1000000), setval('mark_id_seq', 1000000)", "analyze");
        Map<String, String> before = fixture.dump();
        Sealed sealed = seal(fixture, 2);
        var stop = new AtomicBoolean();
        var longest = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.add(threads.submit(() -> work(fixture, client, stop, longest)));
            }
            try {
                fixture.load(sealed, 1);
                assertThat(fixture.value("select count(*) from enrolment where district_id = 2"))
                        .isEqualTo(Integer.toString(PUPILS + PUPILS / 100));
                fixture.undo(sealed, 2);
            } finally {
                stop.set(true);
            }
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isPositive();
            }
        }
        System.out.printf("the longest that a client waited for an answer: %d ms%n", longest.get() / 1_000_000);
        fixture.target("update pupil set changed = 0 where changed <> 0");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Works with rows of district 1, adds rows and takes them away again, and looks for half a district 2. @return rounds */
    private static int work(PgFixture fixture, int client, AtomicBoolean stop, AtomicLong longest) {
        int rounds = 0;
        String name = "tester " + client;
        int year = 2025 + client;
        try (Connection connection = fixture.connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                String some = "where id %% 100 = %d and id <= %d".formatted(client * 25 + rounds % 24 + 1, PUPILS);
                timed(longest, () -> statement.execute("update pupil set changed = changed + 1 " + some));
                timed(
                        longest,
                        () -> statement.execute(
                                "with p as (insert into pupil (name) values ('" + name + "') returning id),"
                                        + " e as (insert into enrolment select id, 1, " + year + " from p)"
                                        + " insert into mark (pupil_id, subject_id, points) select id, 7, 1 from p"));
                timed(
                        longest,
                        () -> statement.execute(
                                "delete from mark where pupil_id in (select id from pupil where name = '" + name
                                        + "')"));
                try (ResultSet row = statement.executeQuery(
                        "select (select count(*) from district where id = 2), (select count(*) from enrolment where district_id = 2),"
                                + " (select count(*) from pupil where id between 4001 and 8000),"
                                + " (select count(*) from mark where id between 8001 and 16000)")) {
                    row.next();
                    String seen = row.getLong(1) + " " + row.getLong(2) + " " + row.getLong(3) + " " + row.getLong(4);
                    assertThat(seen).isIn("0 0 0 0", "1 4040 4000 8000");
                }
                rounds++;
            }
            statement.execute("delete from enrolment where year = " + year);
            statement.execute("delete from pupil where name = '" + name + "'");
            return rounds;
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private interface Asking {
        void ask() throws SQLException;
    }

    private static void timed(AtomicLong longest, Asking asking) throws SQLException {
        long start = System.nanoTime();
        asking.ask();
        longest.accumulateAndGet(System.nanoTime() - start, Math::max);
    }
}
