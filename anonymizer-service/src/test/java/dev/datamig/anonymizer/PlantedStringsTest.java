package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.anonymizer.classify.Samples;
import dev.datamig.anonymizer.policy.RulesDraft;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What stands about people in places where nobody would look is gone when the drafted rules are taken as they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedStringsTest {

    private static final String[] GIVEN = {
        "Marguerite", "Zbigniew", "Priya", "Will", "Ezekiel", "Oluwaseun", "Anna", "Ben"
    };
    private static final String[] FAMILY = {
        "Vanderhoeven", "Quistgaard", "Venkataramanan", "Rose", "Throckmorton", "Adebayo", "Miller", "Garcia"
    };
    private static final int PEOPLE = 40;

    private static final RunSchema SCHEMA = schema(List.of(
            table(
                    "crm:public.person",
                    List.of(
                            "id int!",
                            "first_name text",
                            "last_name text",
                            "email text",
                            "student_no text",
                            "login text",
                            "birth_date date"),
                    "id"),
            table(
                    "crm:public.odds",
                    List.of(
                            "id int!",
                            "attr text",
                            "value text",
                            "tags text[]",
                            "pairs hstore",
                            "doc jsonb",
                            "scalar jsonb",
                            "place text",
                            "x3 text",
                            "info text",
                            "line text",
                            "note text"),
                    "id")));

    private final Map<String, List<Object[]>> masked = new LinkedHashMap<>();

    private static String given(int i) {
        return GIVEN[i % GIVEN.length];
    }

    private static String family(int i) {
        return FAMILY[i / GIVEN.length * 3 % FAMILY.length];
    }

    private static String email(int i) {
        return (given(i) + "." + family(i) + i + "@lakeview.org").toLowerCase(java.util.Locale.ROOT);
    }

    private static String number(int i) {
        return "S" + (2031100 + i);
    }

    /** Of letters alone for some. */
    private static String login(int i) {
        return i % 3 == 0 ? "q" + (char) ('a' + i % 26) + "vdh" + (char) ('a' + i / 26) : "u" + i + family(i);
    }

    private static Object[] person(int i) {
        return row(i, given(i), family(i), email(i), number(i), login(i), (int)
                java.time.LocalDate.of(2006 + i % 7, 1 + i % 12, 1 + i % 28).toEpochDay());
    }

    private static Object[] odds(int i) {
        String name = given(i) + " " + family(i);
        String[] values = {
            email(i),
            name,
            "(415) 867-53" + (10 + i),
            "219-09-44" + (10 + i),
            "M",
            i % 12 == 5 ? "locker " + i : "Philippa"
        };
        return row(
                i,
                List.of("mail", "contact", "tel", "ssn", "shirt", "other").get(i % 6),
                values[i % 6],
                "{\"" + name + "\",vip,\"" + email(i) + "\"}",
                "\"" + email(i) + "\"=>\"1\", \"nick\"=>\"" + given(i) + "\"",
                "{\"seats\": {\"" + name + "\": 3}, \"byUser\": {\"" + login(i) + "\": \"" + number(i)
                        + "\"}, \"n\": 1.50}",
                "\"" + name + "\"",
                "/srv/home/" + login(i) + "/" + family(i) + "_" + given(i) + ".pdf",
                family(i) + " " + given(i).charAt(0) + ".",
                i % 8 == 5 ? "batch " + i + " stopped by " + name : "batch " + i + " ok",
                "2025-03-01T10:00:00Z auth user=" + login(i) + " ip=73.22.14." + i + " done",
                "Please merge " + number(i) + ", born March " + (1 + i % 28) + ", 2009; tell " + login(i)
                        + " to call 415/867-53" + (10 + i) + ".");
    }

    @BeforeAll
    void maskWithTheDraft(@TempDir Path folder) {
        var rows = new LinkedHashMap<String, List<Object[]>>();
        for (int i = 0; i < PEOPLE; i++) {
            rows.computeIfAbsent("crm:public.person", any -> new ArrayList<>()).add(person(i));
            rows.computeIfAbsent("crm:public.odds", any -> new ArrayList<>()).add(odds(i));
        }
        var samples = new Samples.Collector();
        var stage = new TestStage(folder, SCHEMA);
        var values = new ArrayList<String[]>();
        rows.forEach((id, all) -> {
            TableSchema table = SCHEMA.table(TableId.of(id)).orElseThrow();
            for (Object[] row : all) {
                for (int i = 0; i < row.length; i++) {
                    String column = table.columns().get(i).name();
                    String value = table.columns().get(i).baseType().equals("date")
                            ? java.time.LocalDate.ofEpochDay((Integer) row[i]).toString()
                            : shown(row[i]);
                    samples.add(table.id(), column, value);
                    values.add(new String[] {id, column, value});
                }
            }
        });
        stage.rules(RulesDraft.of(SCHEMA, samples.samples()));
        stage.samples(
                dev.datamig.contracts.StagingLayout.samples(TestSchemas.RUN, 1),
                stage.runKeys().getOrCreate(TestSchemas.RUN),
                values);
        var batches = new ArrayList<BatchManifest>();
        rows.forEach((id, all) -> batches.add(stage.batch(id, 1, all)));
        var waiting = new ArrayList<BatchManifest>();
        for (BatchManifest batch : batches) {
            if (stage.flow().anonymize(batch) instanceof Answer.Deferred) {
                waiting.add(batch);
            } else {
                masked.put(batch.table().name(), stage.masked(batch));
            }
        }
        waiting.forEach(batch -> masked.put(batch.table().name(), stage.masked(batch.asResumed())));
    }

    private static String shown(Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(cell);
    }

    private List<String> column(String name) {
        List<String> columns = SCHEMA.table(TableId.of("crm:public.odds")).orElseThrow().columns().stream()
                .map(column -> column.name())
                .toList();
        return masked.get("public.odds").stream()
                .map(row -> shown(row[columns.indexOf(name)]))
                .toList();
    }

    private void assertGone(String column, java.util.function.IntFunction<String> planted) {
        List<String> all = column(column);
        for (int i = 0; i < PEOPLE; i++) {
            assertThat(all.get(i)).as("row %d of %s", i, column).doesNotContainIgnoringCase(planted.apply(i));
        }
    }

    @Test
    void columnsOfThisAndThatAreSearched() {
        assertGone("value", PlantedStringsTest::email);
        assertGone("value", i -> "219-09-44" + (10 + i));
        assertGone("value", i -> "867-53" + (10 + i));
        assertGone("value", i -> given(i) + " " + family(i));
        assertThat(column("value")).contains("M", "locker 5").doesNotContain("Philippa");
        assertThat(column("attr")).contains("mail", "shirt");
    }

    @Test
    void listsAndMapsAreSearchedWithTheirKeys() {
        assertGone("tags", PlantedStringsTest::email);
        assertGone("tags", i -> given(i) + " " + family(i));
        assertThat(column("tags")).allMatch(list -> list.contains(",vip,"));
        assertGone("pairs", PlantedStringsTest::email);
        assertThat(column("pairs")).allMatch(pairs -> pairs.contains("=>\"1\", \"nick\"=>"));
    }

    @Test
    void keysOfDocumentsThatArePeopleAreReplacedAndOthersStay() {
        assertGone("doc", i -> given(i) + " " + family(i));
        assertGone("doc", PlantedStringsTest::login);
        assertGone("doc", PlantedStringsTest::number);
        assertThat(column("doc"))
                .allMatch(doc -> doc.startsWith("{\"seats\": {\"")
                        && doc.contains(": 3}, \"byUser\": {\"")
                        && doc.endsWith("\"n\": 1.50}"));
    }

    @Test
    void aDocumentThatIsNothingButAValueIsSearched() {
        assertGone("scalar", i -> given(i) + " " + family(i));
    }

    @Test
    void filesOfPeopleAndNamesWithAnInitialAreFound() {
        assertGone("place", PlantedStringsTest::login);
        assertGone("place", i -> family(i) + "_");
        assertGone("x3", i -> family(i) + " ");
    }

    @Test
    void whoDidItIsFoundWhereMostValuesSayNothingOfPeople() {
        assertGone("info", i -> given(i) + " " + family(i));
        assertThat(column("info").getFirst()).isEqualTo("batch 0 ok");
    }

    @Test
    void rulesThatKnowColumnsOnlyReplaceBirthsNumbersAndAddressesInsideTextsToo() {
        assertGone("line", i -> "user=" + login(i) + " ");
        assertGone("line", i -> "ip=73.22.14." + i + " ");
        assertGone("note", PlantedStringsTest::number);
        assertGone("note", PlantedStringsTest::login);
        assertGone("note", i -> "March " + (1 + i % 28) + ", 2009");
        assertGone("note", i -> "867-53" + (10 + i));
    }

    @Test
    void aNumberInsideATextBecomesWhatItsColumnBecomes() {
        List<Object[]> people = masked.get("public.person");
        List<String> notes = column("note");
        for (int i = 0; i < PEOPLE; i++) {
            assertThat(notes.get(i)).startsWith("Please merge " + shown(people.get(i)[4]) + ", born ");
        }
    }
}
