package dev.datamig.extractor.speed;

import dev.datamig.sandbox.servers.PostgresServer;

/**
 * Two districts in two databases, each of about as many rows as asked for: the larger part hangs on students, some of it by uids
 * across the databases, in tables of few and of many columns.
 */
final class GeneratedDistrict {

    /** Rows per student over all tables. */
    private static final int PER_STUDENT = 15;

    private GeneratedDistrict() {}

    static void create(PostgresServer server, long rows) {
        long students = 2 * rows / PER_STUDENT;
        server.createDatabase("people");
        server.createDatabase("work");
        server.execute(
                "people",
                "create table district (id int primary key, name text not null)",
                "insert into district values (1, 'North'), (2, 'South')",
                "create table school (id int primary key, district_id int not null references district, name text, opened date)",
                "insert into school select g, 1 + g % 2, 'School ' || g, date '1950-01-01' + g from generate_series(1, 300) g",
                "create table country (code char(2) primary key, name text)",
                "insert into country select chr(65 + g / 26) || chr(65 + g % 26), 'Country ' || g from generate_series(0, 199) g",
                "create table student (id bigint primary key, uid uuid not null, first_name text, last_name text, email text,"
                        + " born date, country char(2) references country, gpa numeric(4,2), active boolean not null,"
                        + " changed_at timestamptz not null, details jsonb)",
                "insert into student select g, md5(g::text)::uuid, 'First' || g % 5000, 'Last' || g % 90000,"
                        + " 'student.' || g || '@example.com', date '2005-01-01' + (g % 4000)::int,"
                        + " chr(65 + (g % 200 / 26)::int) || chr(65 + (g % 200 % 26)::int), g % 400 / 100.0, g % 9 <> 0,"
                        + " timestamptz '2025-01-01' + make_interval(secs => g), jsonb_build_object('a', g % 100, 'b', 'text ' || g)"
                        + " from generate_series(1, " + students + ") g",
                "alter table student add unique (uid)",
                "create table enrolment (student_id bigint references student, school_id int references school, year smallint,"
                        + " grade text, primary key (student_id, year))",
                "insert into enrolment select g, 1 + g % 300, y, 'grade ' || y % 12 from generate_series(1, " + students
                        + ") g, generate_series(2024, 2025) y",
                "create index on enrolment (school_id)",
                "create table contact (id bigserial primary key, student_id bigint not null references student, kind text, value text)",
                "insert into contact (student_id, kind, value) select g, case k when 0 then 'phone' else 'street' end,"
                        + " case k when 0 then '555-01' || lpad((g % 100)::text, 2, '0') else g || ' Main Street' end"
                        + " from generate_series(1, " + students + ") g, generate_series(0, 1) k",
                "create index on contact (student_id)",
                "vacuum analyze");
        server.execute(
                "work",
                "create table test (id int primary key, title text, body text)",
                "insert into test select g, 'Test ' || g, repeat('question ', 50) from generate_series(1, 500) g",
                "create table attempt (id bigserial primary key, student_uid uuid not null, test_id int references test,"
                        + " started timestamptz, minutes real, score double precision, state text, remarks text)",
                "insert into attempt (student_uid, test_id, started, minutes, score, state, remarks)"
                        + " select md5(g::text)::uuid, 1 + (g * 7 + k) % 500, timestamptz '2025-03-01' + make_interval(secs => g), g % 60,"
                        + " sqrt(g), case g % 3 when 0 then 'done' else 'open' end, case when g % 5 = 0 then 'remark ' || g end"
                        + " from generate_series(1, " + students + ") g, generate_series(0, 1) k",
                "create index on attempt (student_uid)",
                "create table answer (attempt_id bigint references attempt, question smallint, points numeric(5,2), given text,"
                        + " primary key (attempt_id, question))",
                "insert into answer select a, q, q * 1.25, 'option ' || chr((65 + (a + q) % 5)::int) from generate_series(1, "
                        + 2 * students + ") a, generate_series(1, 4) q",
                "vacuum analyze");
    }

    static String landscape(PostgresServer server) {
        return """
                version: 1
                name: generated
                environment: CERT
                districts: { store: people, query: "select id, name from district" }
                stores:
                  people:
                    kind: postgresql
                    source: { url: "%1$s", username: "%3$s", password: "%4$s" }
                    target: { url: "%1$s_cert", username: "%3$s", password: "%4$s" }
                    schemas: [public]
                    roots:
                      - { table: public.district, where: "id = :district" }
                    adopt: [public.student]
                  work:
                    kind: postgresql
                    source: { url: "%2$s", username: "%3$s", password: "%4$s" }
                    target: { url: "%2$s_cert", username: "%3$s", password: "%4$s" }
                    schemas: [public]
                references:
                  - { from: "work:public.attempt(student_uid)", to: "people:public.student(uid)" }
                """.formatted(server.jdbcUrl("people"), server.jdbcUrl("work"), server.username(), server.password());
    }
}
