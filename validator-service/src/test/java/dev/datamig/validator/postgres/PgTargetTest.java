package dev.datamig.validator.postgres;

import static dev.datamig.validator.StagedRun.column;
import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.schema.CheckSchema;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.sandbox.servers.LendingPooler;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.audit.Target.Answer;
import dev.datamig.validator.audit.Target.Parent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PgTargetTest {

    private static final TableSchema PARENT = table(
            "public.parent",
            List.of("t"),
            column("t", "text", Physical.TEXT, false),
            column("f", "float8", Physical.DOUBLE, true),
            column("b", "bpchar", Physical.TEXT, true));
    private static final TableSchema CHILD = table(
            "public.child",
            List.of("k", "d"),
            column("k", "mood", Physical.TEXT, false),
            column("d", "date", Physical.DATE, false),
            column("t", "text", Physical.TEXT, true),
            column("n", "numeric", Physical.TEXT, true),
            column("v", "varchar", Physical.TEXT, true));

    private static TableSchema table(String name, List<String> key, ColumnSchema... columns) {
        return new TableSchema(
                TableId.of("s:" + name),
                TableKind.TABLE,
                List.of(columns),
                key,
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    @Test
    void findsRowsAndTheirParentsThroughKeysOfOddTypesAndColumnsOfOtherCollations() {
        PostgresServer server = TestServers.postgres();
        server.createDatabase("odd_keys_cert");
        server.execute(
                "odd_keys_cert",
                "create type mood as enum ('sad', 'glad')",
                "create domain moods as mood",
                "create table parent (t text collate \"C\" primary key, f float8, b char(6))",
                "create table child (k moods, d date, t text collate \"POSIX\", n numeric, v varchar(9), primary key (k, d))",
                "insert into parent values ('a', 1.5, 'x')",
                "insert into child values ('sad', '0044-03-15 BC', 'a', 1.50, 'x  '), ('glad', '12024-03-15', 'b', 2, 'y')");
        var endpoint = new Endpoint(server.jdbcUrl("odd_keys_cert"), server.username(), server.password(), null);
        Object[] found = row("sad", (int) LocalDate.of(-43, 3, 15).toEpochDay(), "a", "1.50", "x  ");
        Object[] open = row("glad", (int) LocalDate.of(12024, 3, 15).toEpochDay(), "b", "2", "y");
        try (var target = new PgTarget("s", endpoint, List.of())) {
            Answer answer = target.look(CHILD, List.of(found, open));
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Looked.class,
                            looked -> assertThat(looked.rows()).doesNotContainNull());
            for (List<String> pair : List.of(List.of("t", "t", "b"), List.of("n", "f", "2"), List.of("v", "b", "y"))) {
                var reference = new Reference(
                        "r", CHILD.id(), pair.subList(0, 1), PARENT.id(), pair.subList(1, 2), true, null, true, false);
                assertThat(target.unresolved(
                                CHILD,
                                List.of(found, open),
                                reference,
                                List.of(new Parent(PARENT, pair.subList(1, 2)))))
                        .extracting(Arrays::asList)
                        .containsExactly(pair.subList(2, 3));
            }
        }
    }

    @Test
    void aReferenceOfOnePartitionIsNotAskedOfRowsThatLieAtTheSamePlaceInAnother() {
        PostgresServer server = TestServers.postgres();
        server.createDatabase("partitions_cert");
        server.execute(
                "partitions_cert",
                "create table parent (id bigint primary key)",
                "create table child (id bigint, part bigint, p bigint, primary key (id, part)) partition by list (part)",
                "create table child_0 partition of child for values in (0)",
                "create table child_1 partition of child for values in (1)",
                "alter table child_1 add foreign key (p) references parent",
                "insert into parent values (7)",
                "insert into child values (1, 0, 99), (2, 1, 7)");
        var endpoint = new Endpoint(server.jdbcUrl("partitions_cert"), server.username(), server.password(), null);
        TableSchema parent = table("public.parent", List.of("id"), number("id"));
        TableSchema child = table("public.child", List.of("id", "part"), number("id"), number("part"), number("p"));
        var reference = new Reference(
                "fk", child.id(), List.of("p"), parent.id(), List.of("id"), true, "part = 1", true, false);
        try (var target = new PgTarget("s", endpoint, List.of())) {
            assertThat(target.unresolved(
                            child,
                            List.of(row(1L, 0L, 99L), row(2L, 1L, 7L)),
                            reference,
                            List.of(new Parent(parent, List.of("id")))))
                    .isEmpty();
        }
    }

    @Test
    void whatAnAdministratorSetForTheDatabaseChangesNothing() {
        PostgresServer server = TestServers.postgres();
        server.createDatabase("settings_cert");
        server.execute(
                "settings_cert",
                "create table loose (x xml, a text[], i interval, check (a is not null))",
                "insert into loose values ('content <b/>', '{NULL,\"NULL\"}', '-1 mon 3 days')");
        for (String setting : List.of(
                "xmloption = document",
                "array_nulls = off",
                "quote_all_identifiers = on",
                "standard_conforming_strings = off",
                "default_transaction_isolation = serializable",
                "intervalstyle = sql_standard",
                "search_path = ''")) {
            server.execute("postgres", "alter database settings_cert set " + setting);
        }
        var endpoint = new Endpoint(server.jdbcUrl("settings_cert"), server.username(), server.password(), null);
        TableSchema loose = table(
                "public.loose",
                List.of(),
                column("x", "xml", Physical.TEXT, true),
                column("a", "_text", Physical.TEXT, true),
                column("i", "interval", Physical.TEXT, true));
        try (var target = new PgTarget("s", endpoint, List.of());
                var constraints = new PgConstraints("s", endpoint)) {
            Object[] there = row("content <b/>", "{NULL,\"NULL\"}", "-1 mons +3 days");
            assertThat(target.look(loose, List.<Object[]>of(there)))
                    .isInstanceOfSatisfying(
                            Answer.Looked.class,
                            looked -> assertThat(looked.rows())
                                    .doesNotContainNull()
                                    .hasSize(1));
            assertThat(constraints.tables()).contains("public.loose");
        }
    }

    /** What a function finds in other tables is not there before the load. */
    @Test
    void checksWhoseFunctionsLookAtOtherTablesAreNotAskedBeforeTheLoad() {
        PostgresServer server = TestServers.postgres();
        server.createDatabase("looking_cert");
        server.execute(
                "looking_cert",
                "create table parent (id int primary key)",
                "create function is_parent(int) returns boolean language sql as"
                        + " 'select exists (select from public.parent where id = $1)'",
                "create function is_small(int) returns boolean language sql as 'select $1 < 9'",
                "create function is_odd(int) returns boolean immutable language sql as 'select $1 % 2 = 1 from (values (1)) v'",
                "create table child (p int constraint parent_is_there check (is_parent(p)) constraint small check (is_small(p))"
                        + " constraint odd check (is_odd(p)))");
        var endpoint = new Endpoint(server.jdbcUrl("looking_cert"), server.username(), server.password(), null);
        TableSchema child = table("public.child", List.of(), number("p"));
        try (var constraints = new PgConstraints("s", endpoint)) {
            assertThat(constraints.of(child)).extracting(CheckSchema::name).containsExactly("odd", "small");
        }
    }

    @Test
    void aPoolerThatLendsSessionsByTheTransactionIsRefused() {
        PostgresServer server = TestServers.postgres();
        try (LendingPooler pooler = LendingPooler.before(server.port(), true)) {
            String url = "jdbc:postgresql://127.0.0.1:" + pooler.port() + "/postgres";
            var endpoint = new Endpoint(url, server.username(), server.password(), null);
            assertThatThrownBy(() -> new TargetSession("s", endpoint).close())
                    .isInstanceOfSatisfying(
                            ValidatorException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("VAL-009"));
        }
    }
}
