package dev.datamig.anonymizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.anonymizer.TestStage;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masked rows go back into tables with all kinds of constraints, of a real database. */
class FittingTest {

    private static final PostgresServer SERVER = TestServers.postgres();
    private static final int ROWS = 400;

    private static final String PEOPLE = """
            create table people (
              id int primary key,
              first_name text check (first_name = upper(first_name)),
              middle_name text check (char_length(middle_name) between 2 and 5),
              last_name text check (last_name <> '' and last_name ~ '^[A-Z][a-z]+$'),
              full_name text,
              email text check (email ~~ '%@school.org' and email = lower(email)),
              parent_email text check (position('@' in parent_email) > 1),
              user_name varchar(12) check (user_name ~ '^[a-z]{2,8}[0-9]{2,4}$'),
              phone text check (phone ~ '^\\(\\d{3}\\) \\d{3}-\\d{4}$'),
              mobile_phone text check (mobile_phone ~ '^[2-9][0-9]{9}$'),
              ssn char(11) check (ssn ~ '^\\d{3}-\\d{2}-\\d{4}$'),
              student_number text check (student_number ~ '^STU-20[0-9]{2}-[0-9]{4}$'),
              staff_number int check (staff_number between 500000 and 500999),
              postal_code char(5) check (postal_code ~ '^9\\d{4}$'),
              state char(2) check (state in ('CA', 'NV', 'OR')),
              birth_date date check (birth_date >= '1930-01-01' and birth_date <= date '2026-11-21' - interval '18 years'),
              hired date,
              gone date,
              pay numeric check (pay >= 1000 and pay <= 5000),
              hours int check (hours >= 0 and hours <= 120),
              house text check (house in ('red', 'green', 'blue', 'gold')),
              active boolean,
              constraint named check (full_name = initcap(first_name) || ' ' || last_name),
              constraint of_age check (hired > birth_date + interval '18 years'),
              constraint in_order check (gone is null or gone >= hired))""";

    private static final String INDEX = "create unique index on people (mobile_phone) where active";

    private static final String FILL = """
            insert into people
            select i, upper(g), left(m, 5), f, initcap(g) || ' ' || f, lower(g || '.' || f || i || '@school.org'),
              case when i %% 3 = 0 then lower(g || '.' || f || i || '@school.org') else f || i || '@gmail.com' end,
              left(lower(f), 6) || (100 + i), '(212) 736-' || (5000 + i), (4155550000 + i * 7919)::text,
              '123-45-' || (6000 + i), 'STU-20' || (10 + i %% 15) || '-' || (1000 + i), 500000 + i,
              (90001 + i)::text, (array['CA', 'NV', 'OR'])[1 + i %% 3],
              case when i %% 4 = 0 then date '1930-01-01' + i %% 9 when i %% 4 = 1 then date '2008-11-21' - i %% 9
                else date '1960-05-05' + i * 30 end,
              date '2026-11-25' + i %% 5, case when i %% 2 = 0 then date '2026-11-25' + i %% 5 end,
              1000 + i %% 7, case when i %% 2 = 0 then 120 else i %% 3 end,
              (array['red', 'green', 'blue', 'gold'])[1 + i %% 4], true
            from generate_series(1, %d) i,
              lateral (select (array['Jane', 'Robert', 'Christopher', 'Ana'])[1 + i %% 4] as g,
                (array['Lee', 'Annabelle', 'Jo', 'Quinn'])[1 + i %% 4] as m,
                (array['Doe', 'Garcia', 'Okafor', 'Brightwater', 'Li'])[1 + i %% 5] as f) n""".formatted(ROWS);

    private static final List<String> COLUMNS = List.of(
            "id int!",
            "first_name text",
            "middle_name text",
            "last_name text",
            "full_name text",
            "email text",
            "parent_email text",
            "user_name varchar(12)",
            "phone text",
            "mobile_phone text",
            "ssn char(11)",
            "student_number text",
            "staff_number int",
            "postal_code char(5)",
            "state char(2)",
            "birth_date date",
            "hired date",
            "gone date",
            "pay numeric",
            "hours int",
            "house text",
            "active boolean");

    private static final String RULES = """
            version: 1
            extends: k12
            rules:
              - { columns: ["*:*.people(hired)", "*:*.people(gone)"], strategy: shift, by: id, days: 40 }
              - { columns: "*:*.people(pay)", strategy: noise, percent: 30 }
              - { columns: "*:*.people(hours)", strategy: noise, amount: 15, keepSum: batch }
              - { columns: "*:*.people(house)", strategy: tokenize }
              - { columns: ["*:*.people(mobile_phone)", "*:*.people(phone)"], strategy: fake, generator: phone }
              - { columns: "*:*.people(staff_number)", strategy: tokenize }
            """;

    @TempDir
    Path folder;

    @Test
    void whatTheSourceTookInTheTargetTakesMasked() throws SQLException {
        try (Connection connection = ConstrainedTable.database(SERVER, "fitting_test", PEOPLE, INDEX, FILL)) {
            var people = new ConstrainedTable(connection, "people", COLUMNS);
            TableSchema schema = people.schema("ids", "id", List.of(List.of("mobile_phone")));
            Object[][] originals = people.rows();
            var stage = new TestStage(folder, TestSchemas.schema(List.of(schema)));
            stage.rules(RULES);

            List<Object[]> masked = stage.masked(stage.batch("ids:public.people", people.rows()));

            assertThat(people.refusals(masked)).isEmpty();
            assertThat(kept(people, originals, masked))
                    .as("values that stayed, by column")
                    .isEqualTo(Map.of("id", ROWS, "active", ROWS, "state", ROWS));
        }
    }

    /** How many cells of each column hold what they held. */
    private static Map<String, Integer> kept(ConstrainedTable people, Object[][] originals, List<Object[]> masked) {
        var out = new TreeMap<String, Integer>();
        for (int row = 0; row < originals.length; row++) {
            String[] before = people.texts(originals[row]);
            String[] after = people.texts(masked.get(row));
            for (int i = 0; i < before.length; i++) {
                if (before[i] != null && before[i].equals(after[i])) {
                    out.merge(COLUMNS.get(i).replaceFirst(" .*", ""), 1, Integer::sum);
                }
            }
        }
        return out;
    }
}
