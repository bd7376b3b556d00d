package dev.datamig.anonymizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** PostgreSQL itself says what a condition holds of. */
class ConditionTest {

    private static final PostgresServer SERVER = TestServers.postgres();
    private static final String DATABASE = "condition_test";

    private static final String[] DATES = {"1929-12-31", "1930-01-01", "1988-02-29", "2003-09-01", "2024-06-30"};
    private static final String[] NUMBERS = {"-41", "-1", "0", "1", "2", "7", "120", "121", "500500"};
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "A",
        "M",
        "m",
        "ab",
        "AB-12",
        "jane@school.org",
        "JANE@SCHOOL.ORG",
        "x@y",
        "@",
        "12345",
        "98765-4321",
        "J. Doe",
        "O'Neil",
        "Ünal",
        "a%b",
        "tail\n"
    };

    private record Case(String column, String condition, String[] values) {}

    private static final List<Case> CASES = List.of(
            new Case("x date", "x >= '1930-01-01' and x <= now() - interval '18 years'", DATES),
            new Case("x date", "x between '1900-01-01' and current_date - 30", DATES),
            new Case("x date", "extract(year from x) > 1950 and date_part('month', x) <> 2", DATES),
            new Case("x date", "age(x) >= interval '25 years'", DATES),
            new Case("x date", "extract(year from age(x)) between 10 and 60", DATES),
            new Case("x date", "x < date_trunc('year', now()) - interval '1 year 6 mons'", DATES),
            new Case("x timestamp", "x > timestamp '1950-01-01 12:30' and x::date <= current_date", DATES),
            new Case("x int", "x >= 0 and x <= 120", NUMBERS),
            new Case("x int", "x >= -40 and x <= 240", NUMBERS),
            new Case("x int", "x in (1, 2, 7)", NUMBERS),
            new Case("x int", "x not in (1, 2) and not x = 7", NUMBERS),
            new Case("x int", "x % 2 = 0 or x / 2 > 3 or abs(x) = 41", NUMBERS),
            new Case("x int", "coalesce(x, 0) > 0 and x is not null and x is distinct from 7", NUMBERS),
            new Case("x int", "case when x > 100 then x < 121 when x > 0 then x > 1 else x = 0 end", NUMBERS),
            new Case("x int", "greatest(x, 0) = x and nullif(x, 7) is not null", NUMBERS),
            new Case("x bigint", "length(x::text) between 2 and 6", NUMBERS),
            new Case("x numeric", "x >= 6.50 and x <= 200.00 and round(x) = x and x * 2 > x + 1", NUMBERS),
            new Case("x text", "x in ('M', 'F')", TEXTS),
            new Case("x text", "upper(x) = any (array['M', 'F'])", TEXTS),
            new Case("x varchar(30)", "x in ('M', 'm')", TEXTS),
            new Case("x char(6)", "x <> all (array['M', 'ab'])", new String[] {"M", "ab", "abc"}),
            new Case("x text", "x <> '' and btrim(x) <> ''", TEXTS),
            new Case("x text", "char_length(x) >= 2 and length(x) <= 6 and octet_length(x) < 6", TEXTS),
            new Case("x text", "lower(x) = x", TEXTS),
            new Case("x text", "x = initcap(x) or x = upper(x)", TEXTS),
            new Case("x text", "x like '%@school.org'", TEXTS),
            new Case("x text", "x ilike '%@SCHOOL.org' or x like '_' or x like 'a\\%b'", TEXTS),
            new Case("x text", "x not like '%@%' and x not ilike 'a%'", TEXTS),
            new Case("x text", "x ~ '^[A-Z]{2}-[0-9]+$'", TEXTS),
            new Case("x text", "x ~* '^[a-z]' and x !~ '[[:digit:]]' and x !~* 'DOE'", TEXTS),
            new Case("x text", "x ~ '^[^@\\s]+@[^@\\s]+$'", TEXTS),
            new Case("x text", "x ~ '^\\d{5}(-\\d{4})?$'", TEXTS),
            new Case("x text", "x ~ '^[[:alpha:]]([[:alpha:]]|[-''. ])*$'", TEXTS),
            new Case("x text", "x ~ '\\mDoe\\M' or x ~ 'tail$'", TEXTS),
            new Case("x text", "position('@' in x) > 1", TEXTS),
            new Case("x text", "strpos(x, '@') > 1 and split_part(x, '@', 2) <> ''", TEXTS),
            new Case("x text", "substring(x from 1 for 1) = 'A' or left(x, 1) = 'j' or right(x, 3) = 'ORG'", TEXTS),
            new Case("x text", "substr(x, 2) = 'b' or trim(both 'a' from x) = 'b' or starts_with(x, 'O')", TEXTS),
            new Case("x text", "replace(x, '-', '') <> x or x || 'y' = 'ay' or concat(x, '!') = 'm!'", TEXTS),
            new Case("x text", "x is null or (x = 'a') is true or (x = 'b') is not false", TEXTS),
            new Case("x text", "x collate \"C\" = 'a' or x = 'A' collate \"C\"", TEXTS));

    @Test
    void meansWhatPostgresMeans() throws SQLException {
        SERVER.createDatabase(DATABASE);
        var differing = new ArrayList<String>();
        try (Connection connection = SERVER.connect(DATABASE)) {
            for (int i = 0; i < CASES.size(); i++) {
                Case each = CASES.get(i);
                String printed = printed(connection, "c" + i, each);
                Condition condition = Condition.read(printed).orElse(null);
                for (String value : each.values()) {
                    Boolean expected = asked(connection, each, value);
                    if (condition == null || condition.holds(values(each, value)) != expected) {
                        differing.add(printed + " of '" + value + "': not " + expected);
                    }
                }
            }
        }
        assertThat(differing).isEmpty();
    }

    @Test
    void leavesToTheDatabaseWhatItDoesNotKnow() {
        assertThat(Condition.read("is_valid_email(x)")).isEmpty();
        assertThat(Condition.read("(x @> '{1}'::integer[])")).isEmpty();
        assertThat(Condition.read("(x)::inet << '10.0.0.0/8'::inet")).isEmpty();
        assertThat(Condition.read("(x = ANY")).isEmpty();
        assertThat(Condition.read("")).isEmpty();
    }

    @Test
    void knowsWhatAsksForAFormAlone() {
        assertThat(List.of(
                        "((VALUE)::text ~ '^[A-Z][0-9]{8}$'::text)",
                        "(x ~ '^\\d{3}-\\d{2}-\\d{4}$'::text)",
                        "((VALUE)::text ~ '^[0-9+(). -]{7,24}$'::text)",
                        "((VALUE)::text ~ '^[^@\\s]+@[^@\\s]+$'::text)"))
                .allMatch(sql -> Condition.read(sql).orElseThrow().formOnly());
        assertThat(List.of(
                        "(x ~ '^STU-\\d{4}$'::text)",
                        "(x ~ '^9\\d{4}$'::text)",
                        "(x ~ '^[2-9][0-9]{9}$'::text)",
                        "(x ~ '^[A-F]+$'::text)",
                        "((x ~ '^[A-Z]+$'::text) AND (x <> 'A'::text))",
                        "(length(x) > 3)"))
                .noneMatch(sql -> Condition.read(sql).orElseThrow().formOnly());
    }

    @Test
    void knowsTheValuesOfItsLists() {
        Condition condition = Condition.read(
                        "((x)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying])::text[]))")
                .orElseThrow();

        assertThat(condition.listed()).containsExactly("A", "B");
        assertThat(condition.columns()).containsExactly("x");
    }

    private static String printed(Connection connection, String table, Case each) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table " + table + " (" + each.column() + ", check (" + each.condition() + "))");
            ResultSet row =
                    statement.executeQuery("select pg_get_expr(conbin, conrelid) from pg_constraint where conrelid = '"
                            + table + "'::regclass and contype = 'c'");
            row.next();
            return row.getString(1);
        }
    }

    private static @Nullable Boolean asked(Connection connection, Case each, String value) throws SQLException {
        String type = each.column().substring(2);
        try (var statement = connection.prepareStatement(
                "select " + each.condition() + " from (select ?::text::" + type + " as x) s")) {
            statement.setString(1, value);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getObject(1, Boolean.class);
        }
    }

    private static Values values(Case each, String text) {
        ColumnSchema column = TestSchemas.column(each.column());
        Object value = SqlValue.written(column, text);
        return new Values() {
            @Override
            public @Nullable Object column(String name) {
                return value;
            }

            @Override
            public LocalDateTime now() {
                return LocalDateTime.now(ZoneOffset.UTC);
            }
        };
    }
}
