package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.text;
import static dev.datamig.anonymizer.TestSchemas.RUN;
import static dev.datamig.anonymizer.TestSchemas.column;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.anonymizer.policy.ClassificationTable;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.staging.proof.Fingerprints;
import dev.datamig.staging.proof.PrintedRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of composite types as a server writes them: masked field by field, and read again by the same server. */
class CompositeNamesTest {

    private static final PostgresServer SERVER = TestServers.postgres();
    private static final String DATABASE = "composite_test";

    private static final List<ColumnSchema> NAME = List.of(column("given text"), column("family varchar(30)"));
    private static final List<ColumnSchema> CONTACT = List.of(
            column("id int"),
            column("who person_name").with(NAME),
            column("email text"),
            column("born date"),
            column("extra jsonb"),
            column("note text"));
    private static final List<String> COLUMNS = List.of("name", "contacts", "remark", "given", "family", "email");

    private static final RunSchema PEOPLE = schema(List.of(new TableSchema(
            TableId.of("ids:public.people"),
            TableKind.TABLE,
            List.of(
                    column("id int!"),
                    column("name person_name").with(NAME),
                    column("contacts _contact").with(CONTACT),
                    column("remark text"),
                    column("given text"),
                    column("family text"),
                    column("email text")),
            List.of("id"),
            List.of(),
            List.of(),
            null,
            null,
            null)));

    private static final String ROWS = """
            select i,
              case when i % 7 <> 0 then row(case when i % 5 <> 0 then g end, f)::person_name end::text,
              array[row(i, row(h, f), lower(h) || '.' || i || '@school.org', date '2001-02-03' + i,
                  jsonb_build_object('email', 'j' || i || '@school.org', 'n', i), ''),
                null,
                row(null, row(g, f2), null, null, null, 'a "b", c\\d (' || i || ')')]::contact[]::text,
              'Spoke with ' || h || ' ' || f || ' about it.', g, f, lower(h) || '.' || i || '@school.org'
            from generate_series(1, 40) i, lateral (select
              (array['Jane', 'Robert', 'Maria', 'David', 'Linda', 'James', 'Susan', 'Karen'])[1 + i % 8] as g,
              (array['Thomas', 'Anna', 'Peter'])[1 + i % 3] as h,
              (array['Garcia', 'O"Brien', 'Vander, quill', 'Smith', 'Mc\\Quorl', 'Miller', 'Davis', 'Ng (Li)'])[1 + i % 8] as f,
              (array['Anderson', 'Taylor', 'Moore', 'Xanthopolis', 'Martin', 'Clark', 'Lewis'])[1 + i % 7] as f2) n""";

    @TempDir
    Path folder;

    @BeforeAll
    static void database() {
        SERVER.createDatabase(DATABASE);
        SERVER.execute(
                DATABASE,
                "create type person_name as (given text, family varchar(30))",
                "create type contact as (id int, who person_name, email text, born date, extra jsonb, note text)",
                "create table was (id int, name person_name, contacts contact[], remark text, given text, family text, email text)",
                "create table people (like was)",
                "insert into was " + ROWS.replace("::text", ""));
    }

    private static List<String[]> rows() throws SQLException {
        var out = new ArrayList<String[]>();
        try (Connection connection = SERVER.connect(DATABASE);
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ROWS)) {
            while (row.next()) {
                out.add(new String[] {
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7)
                });
            }
        }
        return out;
    }

    private TestStage stage(List<String[]> rows, String rules) {
        var stage = new TestStage(folder, PEOPLE);
        stage.rules(rules);
        var sampled = new ArrayList<String[]>();
        for (String[] row : rows) {
            for (int i = 0; i < COLUMNS.size(); i++) {
                if (row[i + 1] != null) {
                    sampled.add(new String[] {"ids:public.people", COLUMNS.get(i), row[i + 1]});
                }
            }
        }
        stage.samples(StagingLayout.samples(RUN, 1), stage.runKeys().getOrCreate(RUN), sampled);
        return stage;
    }

    private static BatchManifest batch(TestStage stage, List<String[]> rows) {
        return stage.batch(
                "ids:public.people",
                rows.stream()
                        .map(row -> Stream.of(row).map(CompositeNamesTest::cell).toArray())
                        .peek(cells -> cells[0] = Integer.valueOf(text(cells[0])))
                        .toArray(Object[][]::new));
    }

    private static Object cell(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void areReplacedFieldByFieldAsInColumnsOfTheirOwn() throws SQLException {
        List<String[]> rows = rows();
        TestStage stage = stage(rows, "version: 1\nextends: k12\n");
        BatchManifest batch = batch(stage, rows);

        assertThat(stage.flow().anonymize(batch)).isInstanceOf(Answer.Deferred.class);
        List<Object[]> masked = stage.masked(batch.asResumed());
        insert(masked);

        assertThat(ask("""
                select count(*) from people p join was w using (id)
                where (p.name).family = (w.name).family or (p.name).given = (w.name).given or p.contacts::text ~ 'school.org'
                  or (p.contacts[1]).who = (w.contacts[1]).who or (p.contacts[3]).who = (w.contacts[3]).who""")).isZero();
        assertThat(ask("""
                select count(*) from people p where coalesce((p.name).given, p.given) = p.given and (p.name is null
                  or (p.name).family = p.family) and (p.contacts[1]).who.family = p.family
                  and (p.contacts[3]).who.given = p.given and (p.contacts[1]).email = p.email""")).as("the same fakes as in plain columns").isEqualTo(40);
        assertThat(ask("""
                select count(*) from people p join was w using (id)
                where (p.contacts[1]).id = id and (p.contacts[1]).note = '' and (p.contacts[3]).note = (w.contacts[3]).note
                  and (p.contacts[3]).email is null and p.contacts[2] is null and (p.name is null) = (w.name is null)
                  and ((p.name).given is null) = ((w.name).given is null) and (p.contacts[1]).extra ->> 'n' = id::text""")).as("NULL, empty texts and other fields stay").isEqualTo(40);
        assertThat(ask("""
                select count(*) from people p join was w using (id) where w.family ~ '^[A-Za-z]+$'
                  and p.remark <> 'Spoke with ' || (p.contacts[1]).who.given || ' ' || p.family || ' about it.'""")).as("names that stand in fields are known in texts").isZero();
        assertThat(
                        ask(
                                "select count(*) from people p join was w using (id) where (p.contacts[1]).born = (w.contacts[1]).born"))
                .isZero();
    }

    @Test
    void areRecordedForTheProofAndShownInTheClassification() throws SQLException {
        List<String[]> rows = rows();
        TestStage stage = stage(rows, "version: 1\nextends: k12\n");
        BatchManifest batch = batch(stage, rows);
        stage.flow().anonymize(batch.asResumed());

        Map<Long, PrintedRow.Kind> prints = new HashMap<>();
        String path = StagingLayout.fingerprints(batch.run(), batch.attempt(), batch.table(), batch.part());
        for (Object[] cells : stage.rows(path, true)) {
            PrintedRow.read(cells, (number, column, kind, print) -> {
                if (column == 1 || column == 2) {
                    prints.put(print, kind);
                }
            });
        }
        var fingerprints = new Fingerprints(stage.runKeys().getOrCreate(batch.run()));
        assertThat(prints.get(fingerprints.of("anna.1@school.org"))).isEqualTo(PrintedRow.Kind.VALUE);
        assertThat(prints.get(fingerprints.of("Xanthopolis"))).isEqualTo(PrintedRow.Kind.NAME);

        assertThat(classified(stage).columns())
                .filteredOn(column ->
                        column.column().contains("name") || column.column().contains("contacts"))
                .filteredOn(column -> column.dataClass() != null)
                .extracting(column -> column.column() + " " + column.dataClass() + " " + column.strategy())
                .contains(
                        "name COMPOSITE redact",
                        "name->'given' GIVEN_NAME fake",
                        "name->'family' FAMILY_NAME fake",
                        "contacts COMPOSITE redact",
                        "contacts->'who'->'given' GIVEN_NAME fake",
                        "contacts->'email' EMAIL fake",
                        "contacts->'born' BIRTH_DATE shift");
    }

    private static ClassificationTable classified(TestStage stage) {
        return Json.read(
                stage.area().get(StagingLayout.classification(RUN, 1)).orElseThrow(), ClassificationTable.class);
    }

    @Test
    void followRulesForTheirFieldsAndStopTheRunWhereNoneIsThere() throws SQLException {
        List<String[]> rows = rows();
        TestStage stage = stage(rows, """
                version: 1
                rules:
                  - { columns: "ids:public.people(contacts->'who'->'*')", strategy: nullify }
                  - { columns: "ids:public.people(contacts->'email')", strategy: constant, value: "x@example.com" }
                  - { columns: "ids:public.people(name)", strategy: redact }
                  - { columns: ["ids:*.people(given)", "ids:*.people(family)", "ids:*.people(email)", "ids:*.people(remark)"], strategy: keep }
                """);
        BatchManifest batch = batch(stage, rows);

        assertThat(stage.flow().anonymize(batch))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.failure().message())
                                .contains("people(name->'given')", "people(name->'family')", "people(contacts->'born')")
                                .doesNotContain("people(contacts->'who'->'given')", "people(contacts->'email')"));
    }

    @Test
    void stopTheBatchWhoseValuesHaveOtherFields() throws SQLException {
        List<String[]> rows = rows();
        TestStage stage = stage(rows, "version: 1\nextends: k12\n");
        rows.getFirst()[1] = "(Jane,van,Xanthopolis)";

        assertThat(stage.flow().anonymize(batch(stage, rows).asResumed()))
                .isInstanceOfSatisfying(Answer.Failed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo("ANO-011");
                    assertThat(failed.failure().message())
                            .contains("people(name)")
                            .doesNotContain("Xanth");
                });
    }

    private static void insert(List<Object[]> masked) throws SQLException {
        try (Connection connection = SERVER.connect(DATABASE);
                var insert = connection.prepareStatement(
                        "insert into people values (?, ?::text::person_name, ?::text::contact[], ?, ?, ?, ?)")) {
            for (Object[] row : masked) {
                insert.setInt(1, (Integer) row[0]);
                for (int i = 1; i < row.length; i++) {
                    insert.setString(i + 1, row[i] == null ? null : text(row[i]));
                }
                insert.execute();
            }
        }
    }

    private static long ask(String sql) throws SQLException {
        try (Connection connection = SERVER.connect(DATABASE);
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
