package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.KeyInside;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas that nobody would think of, through the whole flow. */
class StrangeShapesTest {

    private static final PostgresServer SERVER = TestServers.postgres();
    /** 3,000 work too, but take their time. */
    private static final int TABLES = Integer.getInteger("datamig.strange.tables", 1_000);

    private static final TestReading LIMITS = TestReading.of(1_000, 4 << 20, 2, 3);

    @TempDir
    Path folder;

    private TestExtraction extract(String database, String roots) {
        TestExtraction extraction = run(database, "roots:\n" + roots.indent(2));
        assertThat(extraction.last()).as("%s", extraction.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        return extraction;
    }

    /** @param rest what the landscape says about the store beside where it is */
    private TestExtraction run(String database, String rest) {
        TestExtraction extraction = new TestExtraction(
                folder, """
                version: 1
                name: strange
                environment: CERT
                districts: { store: main, query: "select id, id from district" }
                stores:
                  main:
                    kind: postgresql
                    source: { url: "%1$s", username: "%2$s", password: "%3$s" }
                    target: { url: "%1$s_cert", username: "%2$s", password: "%3$s" }
                %4$s
                """.formatted(SERVER.jdbcUrl(database), SERVER.username(), SERVER.password(), rest.indent(4)));
        extraction.run(1, LIMITS);
        return extraction;
    }

    @Test
    void everythingThatALandscapeNamesAndASourceDoesNotHaveIsSaidAtOnce() {
        make(
                "misnamed",
                "create table \"Event\" (id int primary key, d int references district, doc json, seen_by int[])");
        TestExtraction extraction = run("misnamed", """
                roots: [{ table: district, where: "id = :district" }]
                load:
                  tables:
                    event: { strategy: remap }
                    public."Event": { ignore: [doc, seen] }
                  json:
                    - { from: "\\"Event\\"(doc)", path: id, to: "public.\\"Event\\"(id)" }
                    - { from: "Event(doc)", path: id, to: "district(code)" }
                    - { from: "\\"Event\\"(seen_by)", path: "[]", to: "district(id)" }
                    - { from: "\\"Event\\"(seen_by)", path: "[].id", to: "district(id)" }
                    - { from: "\\"Event\\"(d)", path: id, to: "district(id)" }
                """);
        assertThat(extraction.last())
                .isInstanceOfSatisfying(
                        Outcome.WorkFailed.class,
                        failed -> assertThat(failed.failure().message())
                                .contains(
                                        "load.tables: there is no table event;",
                                        "load.tables: public.\"Event\" has no column seen;",
                                        "load.json: there is no table Event;",
                                        "load.json: district has no column code",
                                        "load.json: \"Event\"(seen_by) is of type integer[];",
                                        "load.json: \"Event\"(d) is of type integer;")
                                .doesNotContain("no column doc")
                                .containsOnlyOnce("(seen_by)"));
    }

    /** Who masks has to know which values inside others are keys. */
    @Test
    void keysInsideValuesAreNamedInTheRunsSchema() {
        make(
                "keys_inside",
                "create table \"Event\" (id int primary key, d int references district, doc json, seen_by int[])",
                "create table empty (id int primary key, d int references district, doc json)",
                "insert into \"Event\" values (1, 1, '{\"of\": [{\"id\": 1}]}', '{1}')");
        TestExtraction extraction = run("keys_inside", """
                roots: [{ table: district, where: "id = :district" }]
                load:
                  json:
                    - { from: "\\"Event\\"(doc)", path: "of[].id", to: "public.\\"Event\\"(id)" }
                    - { from: "\\"Event\\"(seen_by)", path: "[]", to: "district(id)" }
                    - { from: "empty(doc)", path: id, to: "district(id)" }
                """);
        TableId event = new TableId("main", "public.\"Event\"");
        assertThat(schema(extraction).keysInside())
                .contains(
                        new KeyInside(event, "doc", List.of("of", "id"), event, "id"),
                        new KeyInside(event, "seen_by", List.of(), new TableId("main", "public.district"), "id"))
                .allMatch(key -> schema(extraction).table(key.table()).isPresent());
    }

    /** They may say anything, and nobody masks them: they go where the samples go, and nowhere else. */
    @Test
    void commentsTravelEncryptedBesideTheSamplesAlone() throws IOException {
        make(
                "commented",
                "create type place as (street text, zone text)",
                "comment on column place.zone is 'as Jane Zqarovabc says'",
                "create table person (id int primary key, d int references district, c7 text, home place)",
                "comment on table person is 'ask Jane Zqarovabc'",
                "comment on column person.c7 is 'e-mail; ask Jane Zqarovabc ext. 4711'",
                "insert into person select n, 1, 'x', ('(y,z)')::place from generate_series(1, 20) n",
                "create table nobody (id int primary key, d int references district, c8 text)",
                "comment on column nobody.c8 is 'Jane Zqarovabc knows'");

        TestExtraction extraction = extract("commented", "- { table: district, where: \"id = :district\" }");

        assertThat(comments(extraction))
                .containsExactlyInAnyOrder(
                        "main:public.person [\"c7\"] e-mail; ask Jane Zqarovabc ext. 4711",
                        "main:public.person [\"home\",\"zone\"] as Jane Zqarovabc says",
                        "main:public.nobody [\"c8\"] Jane Zqarovabc knows");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(4)
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as("%s", file)
                            .doesNotContain("Zqarov"));
        }
        assertThat(Json.write(extraction.passed())).contains("\"c7\"").doesNotContain("Zqarov");
        assertThat(Json.write(extraction.outcomes())).doesNotContain("Zqarov");
    }

    private List<String> comments(TestExtraction extraction) {
        var found = new ArrayList<String>();
        String path = StagingLayout.samples(TestExtraction.RUN, 1);
        try (BatchReader reader = new BatchFiles(extraction.area()).read(path, extraction.runKey())) {
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                if (row[3] instanceof byte[] comment) {
                    found.add(text(row[0]) + " " + text(row[1]) + " " + new String(comment, StandardCharsets.UTF_8));
                }
            }
        }
        return found;
    }

    private static String text(@Nullable Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
    }

    private static Map<String, List<Long>> counts(TestExtraction extraction) {
        return ((Outcome.ExtractionCompleted) extraction.last())
                .tables().stream()
                        .filter(total -> total.owned() + total.reference() > 0)
                        .collect(Collectors.toMap(
                                total -> total.table().name(), total -> List.of(total.owned(), total.reference())));
    }

    private static void make(String database, String... statements) {
        SERVER.createDatabase(database);
        SERVER.execute(database, "create table district (id int primary key)", "insert into district values (1), (2)");
        SERVER.execute(database, statements);
    }

    private static RunSchema schema(TestExtraction extraction) {
        byte[] stored = extraction
                .area()
                .get(StagingLayout.schema(TestExtraction.RUN, 1))
                .orElseThrow();
        return Json.read(stored, RunSchema.class);
    }

    @Test
    void theRunsSchemaTellsWhichKeysOnlyTheDatabaseCanCompare() {
        make(
                "spelled",
                "create table span (r numrange primary key, n numeric unique)",
                "create table uses (d int references district, r numrange, n int,"
                        + " constraint by_range foreign key (r) references span,"
                        + " constraint by_number foreign key (n) references span (n))",
                "insert into span values ('[1,2)', 2.00)",
                "insert into uses values (1, '[1.0,2.00)', 2)");
        TestExtraction extraction = extract("spelled", "- { table: district, where: \"id = :district\" }");
        assertThat(counts(extraction)).containsEntry("public.span", List.of(0L, 1L));
        assertThat(schema(extraction).references())
                .filteredOn(Reference::spellingsVary)
                .extracting(Reference::name)
                .containsExactly("by_range");
    }

    /** Legacy databases without an encoding: what is UTF-8 is taken as such, what is not is not guessed at. */
    @ParameterizedTest
    @CsvSource({"5ac3ab, true", "5aeb, false"})
    void aDatabaseWithoutAnEncodingIsReadAsFarAsItHoldsTexts(String bytes, boolean text) {
        SERVER.execute(
                "postgres",
                "drop database if exists ascii",
                "create database ascii template template0 encoding 'SQL_ASCII' locale 'C'");
        SERVER.execute(
                "ascii",
                "create table district (id int primary key, name text)",
                "insert into district values (1, convert_from('\\x" + bytes + "', 'SQL_ASCII'))");
        TestExtraction extraction = run("ascii", "roots: [{ table: district, where: \"id = :district\" }]");
        if (text) {
            assertThat(counts(extraction)).containsEntry("public.district", List.of(1L, 0L));
        } else {
            assertThat(extraction.last())
                    .isInstanceOfSatisfying(
                            Outcome.WorkFailed.class,
                            failed -> assertThat(failed.failure().code()).isEqualTo("EXT-023"));
        }
    }

    /** A temporal foreign key takes along all rows of the parent that its period meets, and no others. */
    @Test
    void aPeriodTakesAlongAllPeriodsThatItMeets() {
        make(
                "periods",
                "create table room (room int4range, valid int4range, name text, primary key (room, valid without overlaps))",
                "insert into room values ('[1,2)', '[1,5)', 'a'), ('[1,2)', '[5,9)', 'b'), ('[1,2)', '[9,12)', 'c'), ('[2,3)', '[1,9)', 'd')",
                "create table booking (id int primary key, d int references district, room int4range, during int4range,"
                        + " constraint inside foreign key (room, period during) references room (room, period valid))",
                "insert into booking values (1, 1, '[1,2)', '[4,7)'), (2, 2, '[1,2)', '[9,10)'), (3, 1, '[2,3)', null)");
        TestExtraction extraction = extract("periods", "- { table: district, where: \"id = :district\" }");
        assertThat(counts(extraction))
                .containsEntry("public.room", List.of(0L, 2L))
                .containsEntry("public.booking", List.of(2L, 0L));
        assertThat(schema(extraction).references())
                .filteredOn(Reference::spellingsVary)
                .extracting(Reference::name)
                .containsExactly("inside");
    }

    @Test
    void takesEveryRowOnceWhateverItsTableIs() {
        String eleven = IntStream.range(0, 11).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String ints = IntStream.range(0, 11).mapToObj(i -> "k" + i + " int").collect(Collectors.joining(", "));
        String ones = "1, ".repeat(10);
        make(
                "strange",
                "create schema \"odd. schema/ü\"",
                "create table \"odd. schema/ü\".\"ta\"\"ble.学生\" (\"ke y\" text, \"o'clock\" int,"
                        + " district_id int references district, primary key (\"ke y\", \"o'clock\"))",
                "insert into \"odd. schema/ü\".\"ta\"\"ble.学生\" values ('a''\"\\', 1, 1), ('b', 2, 2), ('', 3, 1)",
                "create table \"odd. schema/ü\".\"select\" (\"%s\" int, a text, b int,"
                        + " foreign key (a, b) references \"odd. schema/ü\".\"ta\"\"ble.学生\")",
                "insert into \"odd. schema/ü\".\"select\" values (1, 'a''\"\\', 1), (2, 'b', 2), (3, '', 3), (4, null, 1)",
                "create table eleven (" + ints + ", district_id int references district, primary key (" + eleven + "))",
                "insert into eleven values (" + ones + "1, 1), (" + ones + "2, 1), (" + ones + "3, 2)",
                "create table eleven_child (n int, " + ints + ", foreign key (" + eleven + ") references eleven)",
                "insert into eleven_child values (1, " + ones + "1), (2, " + ones + "2), (3, " + ones + "3), (4, "
                        + ones + "null)",
                "create table twice (district_id int references district, x text)",
                "insert into twice values (1, 'same'), (1, 'same'), (1, null), (1, null), (2, 'same')",
                "create table lookup (id int primary key)",
                "insert into lookup select generate_series(1, 9)",
                "create table part (district_id int references district, y int, z int) partition by list (district_id)",
                "create table part_1 partition of part for values in (1) partition by range (y)",
                "create table part_1_a partition of part_1 for values from (0) to (10)",
                "create table part_1_b (z int, y int, district_id int)",
                "alter table part_1 attach partition part_1_b for values from (10) to (20)",
                "create table part_rest partition of part default",
                "alter table part_1_a add foreign key (z) references lookup",
                "insert into part values (1, 1, 1), (1, 1, 1), (1, 11, 2), (2, 1, 3), (null, 1, 4)",
                "create table person (id int primary key, district_id int references district)",
                "create table teacher (subject text, foreign key (district_id) references district) inherits (person)",
                "insert into person values (1, 1), (2, 2)",
                "insert into teacher values (1, 1, 'same id'), (3, 1, 'x'), (4, 2, 'y')",
                "create table loose (id int primary key, district_id int references district, lookup_id int, other_id int)",
                "insert into loose values (1, 1, 5, 6), (2, 1, 77, 78)",
                "alter table loose add foreign key (lookup_id) references lookup not valid",
                "alter table loose add foreign key (other_id) references lookup not enforced",
                "create table nothing ()",
                "insert into nothing default values",
                "insert into nothing default values",
                "create table made (a int generated always as (1) stored, b int generated always as (2) stored)",
                "insert into made default values",
                "insert into made default values",
                "create table self (id int primary key, boss int references self, district_id int references district)",
                "insert into self values (1, 1, 1), (2, 3, null), (3, 2, 1), (4, 4, 2)",
                "analyze");

        TestExtraction extraction = extract("strange", """
                - { table: public.district, where: "id = :district" }
                - { table: public.nothing, where: ":district::text is not null" }
                - { table: public.made, where: ":district::int = a" }
                """);

        assertThat(counts(extraction))
                .containsOnly(
                        Map.entry("public.district", List.of(1L, 0L)),
                        Map.entry("\"odd. schema/ü\".\"ta\"\"ble.学生\"", List.of(2L, 0L)),
                        Map.entry("\"odd. schema/ü\".\"select\"", List.of(2L, 0L)),
                        Map.entry("public.eleven", List.of(2L, 0L)),
                        Map.entry("public.eleven_child", List.of(2L, 0L)),
                        Map.entry("public.twice", List.of(4L, 0L)),
                        Map.entry("public.part", List.of(3L, 0L)),
                        Map.entry("public.person", List.of(1L, 0L)),
                        Map.entry("public.teacher", List.of(2L, 0L)),
                        Map.entry("public.loose", List.of(2L, 0L)),
                        Map.entry("public.lookup", List.of(0L, 3L)),
                        Map.entry("public.nothing", List.of(2L, 0L)),
                        Map.entry("public.made", List.of(2L, 0L)),
                        Map.entry("public.self", List.of(3L, 0L)));
        assertThat(extraction.rows("public.lookup")).extracting(row -> row[0]).containsExactlyInAnyOrder(1, 5, 6);
        assertThat(extraction.rows("public.self")).extracting(row -> row[0]).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(extraction.rows("public.part"))
                .extracting(Arrays::asList)
                .containsExactlyInAnyOrder(List.of(1, 1, 1), List.of(1, 1, 1), List.of(1, 11, 2));
        assertThat(extraction.rows("public.nothing")).hasSize(2).allMatch(row -> row.length == 0);
    }

    @Test
    void comparesAsTheForeignKeyDoes() {
        make(
                "compared",
                "create table lookup (k char(5) primary key)",
                "insert into lookup values ('a'), ('b')",
                "create table asks (k text references lookup, d int references district)",
                "insert into asks values ('a  ', 1), ('b', 2)",
                "create table room (k char(5) primary key, d int references district)",
                "insert into room values ('x', 1), ('y', 2)",
                "create table desk (k varchar(9) references room)",
                "insert into desk values ('x '), ('y'), ('x')");

        TestExtraction extraction = extract("compared", "- { table: public.district, where: \"id = :district\" }");

        assertThat(counts(extraction))
                .containsOnly(
                        Map.entry("public.district", List.of(1L, 0L)),
                        Map.entry("public.asks", List.of(1L, 0L)),
                        Map.entry("public.lookup", List.of(0L, 1L)),
                        Map.entry("public.room", List.of(1L, 0L)),
                        Map.entry("public.desk", List.of(2L, 0L)));
    }

    @Test
    void equalToTheChildIsNotAlwaysEqualToTheParent() {
        make(
                "folded",
                "create extension citext",
                "create table code (c text primary key)",
                "insert into code values ('A'), ('a'), ('B')",
                "create table uses (c citext references code, d int references district)",
                "insert into uses values ('A', 1), ('a', 1), ('B', 2)");

        TestExtraction extraction = extract("folded", "- { table: public.district, where: \"id = :district\" }");

        assertThat(counts(extraction))
                .containsOnly(
                        Map.entry("public.district", List.of(1L, 0L)),
                        Map.entry("public.uses", List.of(2L, 0L)),
                        Map.entry("public.code", List.of(0L, 2L)));
    }

    @Test
    void findsInAnotherStoreWhatIsSpelledOtherwiseThere() {
        String pair = "create type pair as (a int, b text)";
        make(
                "here",
                pair,
                "create table uses (d int references district, n numeric(9, 2), p pair)",
                "insert into uses values (1, 5.00, row(1, null)), (1, 12, row(2, 'x')), (2, 7.00, row(3, 'y'))");
        make(
                "there",
                pair,
                "create table thing (id int primary key)",
                "insert into thing values (5), (7), (12), (500)",
                "create table twin (p pair primary key)",
                "insert into twin values (row(1, null)), (row(2, 'x')), (row(3, 'y')), (row(null, null))");

        TestExtraction extraction = new TestExtraction(folder, """
                version: 1
                name: strange
                environment: CERT
                districts: { store: here, query: "select id, id from district" }
                stores:
                  here:
                    kind: postgresql
                    source: { url: "%1$s", username: "%3$s", password: "%4$s" }
                    target: { url: "%1$s_cert", username: "%3$s", password: "%4$s" }
                    roots:
                      - { table: public.district, where: "id = :district" }
                  there:
                    kind: postgresql
                    source: { url: "%2$s", username: "%3$s", password: "%4$s" }
                    target: { url: "%2$s_cert", username: "%3$s", password: "%4$s" }
                references:
                  - { from: "here:public.uses(n)", to: "there:public.thing(id)" }
                  - { from: "here:public.uses(p)", to: "there:public.twin(p)" }
                """.formatted(
                        SERVER.jdbcUrl("here"), SERVER.jdbcUrl("there"), SERVER.username(), SERVER.password()));
        extraction.run(1, LIMITS);

        assertThat(extraction.last()).as("%s", extraction.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        assertThat(counts(extraction))
                .containsOnly(
                        Map.entry("public.district", List.of(1L, 0L)),
                        Map.entry("public.uses", List.of(2L, 0L)),
                        Map.entry("public.thing", List.of(0L, 2L)),
                        Map.entry("public.twin", List.of(0L, 2L)));
    }

    @Test
    void aDistrictWithoutRowsIsItsRootAlone() {
        make(
                "empty",
                "create table child (id int primary key, d int references district)",
                "insert into child values (1, 2)");

        TestExtraction extraction = extract("empty", "- { table: public.district, where: \"id = :district\" }");

        assertThat(counts(extraction)).containsOnly(Map.entry("public.district", List.of(1L, 0L)));
    }

    @Test
    void readsTwoHundredColumnsAndAValueOfFiftyMegabytes() {
        String columns = IntStream.range(0, 200)
                .mapToObj(i -> "c" + i + (i % 3 == 0 ? " text" : i % 3 == 1 ? " int" : " timestamptz"))
                .collect(Collectors.joining(", "));
        String values = IntStream.range(0, 200)
                .mapToObj(i -> i % 3 == 0 ? "'text ' || g" : i % 3 == 1 ? "g * " + i : "now()")
                .collect(Collectors.joining(", "));
        make(
                "large",
                "create table wide (id int primary key, d int references district, " + columns + ")",
                "insert into wide select g, 1 + g % 2, " + values + " from generate_series(1, 5000) g",
                "create table long (id int primary key, d int references district, body text)",
                "insert into long select n, 1, (select string_agg(md5(g::text || n), '')"
                        + " from generate_series(1, 1640000) g) from generate_series(1, 1) n",
                "insert into long select g, 1, repeat('x', 100000) from generate_series(2, 100) g",
                "analyze");

        TestExtraction extraction = extract("large", "- { table: public.district, where: \"id = :district\" }");

        assertThat(extraction.rows("public.wide"))
                .hasSize(2500)
                .allMatch(row -> row.length == 202
                        && Arrays.equals((byte[]) row[2], ("text " + row[0]).getBytes(StandardCharsets.UTF_8))
                        && row[3].equals((Integer) row[0]));
        List<BatchManifest> batches = extraction.manifest().batches().stream()
                .filter(batch -> batch.table().name().equals("public.long"))
                .toList();
        assertThat(batches).as("bounded by bytes").hasSizeGreaterThan(3);
        assertThat(batches.stream().mapToLong(BatchManifest::rows).sum()).isEqualTo(100);
        assertThat(extraction.rows("public.long").stream()
                        .mapToLong(row -> ((byte[]) row[2]).length)
                        .sum())
                .isEqualTo(32L * 1_640_000 + 99 * 100_000);
    }

    @Test
    void thousandsOfTablesAreNoTrouble() {
        make("many");
        for (int from = 0; from < TABLES; from += 500) {
            SERVER.execute("many", """
                    do $$ begin for i in %d..%d loop
                      execute format('create table t%%s (d int references district, x int)', i);
                      execute format('insert into t%%s values (1, 1), (2, 2)', i);
                    end loop; end $$
                    """.formatted(from, from + 499));
        }

        TestExtraction extraction = extract("many", "- { table: public.district, where: \"id = :district\" }");

        List<TableTotal> tables = ((Outcome.ExtractionCompleted) extraction.last()).tables();
        assertThat(tables).hasSize(TABLES + 1).allMatch(total -> total.owned() == 1 && total.reference() == 0);
        assertThat(extraction.manifest().batches()).hasSize(TABLES + 1);
    }
}
