package dev.datamig.anonymizer.constraint;

import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.anonymizer.TestStage;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.policy.Planner;
import dev.datamig.anonymizer.policy.RulesFile;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Reversal;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.CheckSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstrainedValuesTest {

    private static final Pattern NUMBER = Pattern.compile("STU-\\d{4}");

    @TempDir
    Path folder;

    private static TableSchema under(TableSchema table, String... columnsAndConditions) {
        List<CheckSchema> checks = IntStream.range(0, columnsAndConditions.length / 2)
                .mapToObj(i -> new CheckSchema(
                        "check" + i,
                        columnsAndConditions[2 * i + 1],
                        List.of(columnsAndConditions[2 * i].split(",")),
                        false))
                .toList();
        return table.under(checks, List.of());
    }

    private static Object[] row(Object... cells) {
        return Arrays.stream(cells)
                .map(cell -> switch (cell) {
                    case String text -> text.getBytes(StandardCharsets.UTF_8);
                    case LocalDate date -> (int) date.toEpochDay();
                    default -> cell;
                })
                .toArray();
    }

    private static Object[][] rows(int count, IntFunction<Object> value) {
        return IntStream.range(0, count).mapToObj(i -> row(i, value.apply(i))).toArray(Object[][]::new);
    }

    private static List<String> second(List<Object[]> rows) {
        return rows.stream()
                .map(row ->
                        row[1] instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : row[1].toString())
                .toList();
    }

    @Test
    void aPersonIsTheSameInStoresWithAndWithoutTheConstraint() {
        List<String> columns = List.of("id int!", "birth_date date", "email text", "last_name text", "full_name text");
        TableSchema staff = under(
                table("ids:public.staff", columns, "id"),
                "birth_date",
                "(birth_date >= '1930-01-01'::date)",
                "email",
                "(email ~~ '%@school.org'::text)",
                "last_name",
                "(char_length(last_name) <= 5)");
        TableSchema login = table("hcp1:public.login", columns, "id");
        var stage = new TestStage(folder, schema(List.of(staff, login)));
        Object[][] people = IntStream.range(0, 60)
                .mapToObj(i -> row(
                        i, LocalDate.of(1930, 1, 1).plusDays(i), "jane.diaz" + i + "@school.org", "Diaz", "Jane Diaz"))
                .toArray(Object[][]::new);

        List<Object[]> there = stage.masked(stage.batch("ids:public.staff", people));
        List<Object[]> here = stage.masked(stage.batch("hcp1:public.login", people));

        assertThat(here).usingRecursiveComparison().isEqualTo(there);
        assertThat(there).allSatisfy(row -> {
            assertThat((Integer) row[1])
                    .isGreaterThanOrEqualTo((int) LocalDate.of(1930, 1, 1).toEpochDay());
            String family = new String((byte[]) row[3], StandardCharsets.UTF_8);
            assertThat(family).hasSizeLessThanOrEqualTo(5).isNotEqualTo("Diaz");
            assertThat(new String((byte[]) row[4], StandardCharsets.UTF_8)).endsWith(" " + family);
            assertThat(new String((byte[]) row[2], StandardCharsets.UTF_8))
                    .contains("." + family.toLowerCase())
                    .endsWith("@school.org");
        });
    }

    @Test
    void textsSayWhatAConstrainedAndUniqueColumnHolds() {
        TableSchema staff = under(
                table(
                        "ids:public.staff",
                        List.of("id int!", "email text!", "last_name text", "note text"),
                        "id",
                        "email"),
                "email",
                "(email ~~ '%@school.org'::text)",
                "last_name",
                "(char_length(last_name) <= 5)");
        var stage = new TestStage(folder, schema(List.of(staff)));

        BatchManifest batch = stage.batch(
                "ids:public.staff",
                IntStream.range(0, 60)
                        .mapToObj(i -> row(
                                i,
                                "ann" + i + "@school.org",
                                "Keogh",
                                "Mrs. Keogh wrote from ann" + i + "@school.org to ask about the bus."))
                        .toArray(Object[][]::new));

        assertThat(stage.flow().anonymize(batch)).isInstanceOf(Answer.Deferred.class);
        List<Object[]> masked = stage.masked(batch.asResumed());

        assertThat(masked)
                .allSatisfy(row -> assertThat(new String((byte[]) row[3], StandardCharsets.UTF_8))
                        .contains(" from " + new String((byte[]) row[1], StandardCharsets.UTF_8) + " to ask")
                        .contains(new String((byte[]) row[2], StandardCharsets.UTF_8) + " wrote"));
    }

    @Test
    void differentNumbersStayDifferentInARangeThatIsFull() {
        TableSchema staff = under(
                table("ids:public.staff", List.of("id int!", "staff_number int!"), "id", "staff_number"),
                "staff_number",
                "((staff_number >= 500000) AND (staff_number <= 500999))");
        var stage = new TestStage(folder, schema(List.of(staff)));

        List<String> masked = second(stage.masked(stage.batch("ids:public.staff", rows(1000, i -> 500_000 + i))));

        assertThat(masked).doesNotHaveDuplicates().allMatch(number -> number.startsWith("500") && number.length() == 6);
    }

    @Test
    void tokensOfAPrescribedFormStayDifferentAndCanBeTurnedBack() {
        TableSchema students = under(
                table("ids:public.student", List.of("id int!", "student_number text!"), "id", "student_number"),
                "student_number",
                "(student_number ~ '^STU-\\d{4}$'::text)");
        var stage = new TestStage(folder, schema(List.of(students)));

        List<String> masked =
                second(stage.masked(stage.batch("ids:public.student", rows(3000, i -> "STU-" + (2000 + i)))));

        assertThat(masked)
                .doesNotHaveDuplicates()
                .allMatch(token -> NUMBER.matcher(token).matches());
        Target target =
                new Target(students, students.columns().get(1), null, new Domain("studentNumber", true, 0), true);
        Reversal back = Reversal.of(target, "tokenize", Params.NONE, new MaskingKey(TestStage.KEY))
                .orElseThrow();
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> back.original(masked.get(i)).orElse("?")))
                .isEqualTo(IntStream.range(0, 200)
                        .mapToObj(i -> "STU-" + (2000 + i))
                        .toList());
    }

    @Test
    void stopsAtTheFirstBatchWhereNothingFitsAndNamesTheConstraint() {
        TableSchema people = under(
                table("ids:public.person", List.of("id int!", "student_number text"), "id"),
                "student_number",
                "(student_number = 'K-7'::text)");
        var stage = new TestStage(folder, schema(List.of(people)));

        Answer answer = stage.flow().anonymize(stage.batch("ids:public.person", row(1, "K-7")));

        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo("ANO-010");
            assertThat(failed.failure().message())
                    .contains("ids:public.person(student_number), constraint check0")
                    .doesNotContain("K-7");
        });
    }

    @Test
    void saysBeforeMaskingThatARulesOneValueIsRefusedAndWhatIsNotUnderstood() {
        TableSchema people = under(
                table("ids:public.person", List.of("id int!", "first_name text", "last_name text", "phone text"), "id"),
                "first_name",
                "(first_name <> ''::text)",
                "last_name",
                "(last_name IS NOT NULL)",
                "phone",
                "is_phone(phone)");

        RunPlan plan = Planner.plan(rules("""
                version: 1
                rules:
                  - { columns: "*:*.*(first_name)", strategy: constant, value: "" }
                  - { columns: "*:*.*(last_name)", strategy: nullify }
                  - { columns: "*:*.*(phone)", strategy: fake, generator: phone }
                """), schema(List.of(people)));

        assertThat(plan.gaps())
                .hasSize(2)
                .allSatisfy(gap -> assertThat(gap.message()).contains("constraint check"));
        assertThat(plan.warnings()).anySatisfy(warning -> assertThat(warning).contains("check2", "phone", "target"));
    }

    private static dev.datamig.anonymizer.policy.Rules rules(String yaml) {
        return ((RulesFile.Reading.Sound) RulesFile.parse(yaml)).rules();
    }
}
