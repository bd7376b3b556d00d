package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.AnonymizeFlowTest.text;
import static dev.datamig.anonymizer.TestSchemas.reference;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** User names and numbers of the run's people are found in texts, whatever they look like. */
class KnownCodesTest {

    private static final RunSchema ACCOUNTS = schema(List.of(
            table(
                    "hcp1:public.login",
                    List.of("id int!", "user_name varchar(80)!", "student_number text"),
                    "id",
                    "user_name"),
            table("hcp2:public.ticket", List.of("id int!", "body text", "extra jsonb"), "id")));

    @TempDir
    Path folder;

    private List<Object[]> ticket(TestStage stage, String body, String extra) {
        stage.rules("""
                version: 1
                extends: k12
                rules:
                  - { columns: ["hcp2:public.ticket(body)", "hcp2:public.ticket(extra)"], strategy: redact }
                """);
        BatchManifest logins = stage.batch(
                "hcp1:public.login",
                row(1, "vanderquillhav.t2.1004", "7731-ab"),
                row(2, "zqwolk_9", null),
                row(3, "sunshine", "123"));
        List<Object[]> masked = stage.masked(logins);
        BatchManifest tickets = stage.batch("hcp2:public.ticket", row(1, body, extra));
        stage.flow().anonymize(tickets);
        return List.of(
                masked.get(0), masked.get(1), stage.masked(tickets.asResumed()).get(0));
    }

    @Test
    void replacesAUserNameOfAnyFormBySamePersonasOwn() {
        List<Object[]> rows = ticket(
                new TestStage(folder, ACCOUNTS),
                "I cannot sign in as vanderquillhav.t2.1004. Neither can (Zqwolk_9), nor card 7731-AB.",
                "{\"ref\": \"vanderquillhav.t2.1004\", \"n\": 1}");
        String first = text(rows.get(0)[1]);
        String second = text(rows.get(1)[1]);
        assertThat(text(rows.get(2)[1]))
                .startsWith("I cannot sign in as " + first + ". Neither can (")
                .containsIgnoringCase(second)
                .doesNotContain("7731");
        assertThat(text(rows.get(2)[2])).isEqualTo("{\"ref\": \"" + first + "\", \"n\": 1}");
    }

    /** People of whom nothing else is known stand in lists and arrays as well. */
    @Test
    void findsWhatStandsInListsAndArrays() {
        RunSchema schema = schema(List.of(
                table("hcp1:public.club", List.of("id int!", "user_names text", "student_numbers text[]"), "id"),
                table("hcp2:public.ticket", List.of("id int!", "body text"), "id")));
        var stage = new TestStage(folder, schema);
        stage.rules(
                "version: 1\nextends: k12\nrules:\n  - { columns: \"hcp2:public.ticket(body)\", strategy: redact }\n");
        BatchManifest clubs =
                stage.batch("hcp1:public.club", row(1, "zqwolk_9; vanderquillhav.t2", "{7731-ab,NULL,20311774}"));
        Object[] club = stage.masked(clubs).getFirst();
        BatchManifest tickets =
                stage.batch("hcp2:public.ticket", row(1, "Neither vanderquillhav.t2 nor card 7731-AB and 20311774."));
        stage.flow().anonymize(tickets);

        String[] names = text(club[1]).split("; ");
        String[] numbers = text(club[2]).replaceAll("[{}]", "").split(",");
        assertThat(names).hasSize(2);
        assertThat(numbers).hasSize(3);
        assertThat(text(stage.masked(tickets.asResumed()).getFirst()[1]))
                .startsWith("Neither " + names[1] + " nor card ")
                .endsWith(" and " + numbers[2] + ".")
                .doesNotContainIgnoringCase("7731-ab");
    }

    @Test
    void leavesPlainWordsShortNumbersAndPartsOfLongerCodesAlone() {
        String body = "Bring sunshine to room 123, see vanderquillhav.t2.10045 and x-zqwolk_9.";
        assertThat(text(ticket(new TestStage(folder, ACCOUNTS), body, "{}").get(2)[1]))
                .isEqualTo(body);
    }

    private static final RunSchema CONTACTS = schema(List.of(
            table(
                    "hcp1:public.student",
                    List.of("id int!", "phone varchar(30)", "home_address text", "student_number bigint"),
                    "id"),
            table("hcp2:public.stock", List.of("id int!", "slot varchar(60)", "tags text[]"), "id")));

    /** Also in columns that nobody took for personal, under rules that sweep these. */
    @Test
    void findsNumbersInOtherWritingsAndAddresses() {
        var stage = new TestStage(folder, CONTACTS);
        stage.rules("version: 1\nextends: k12\n");
        BatchManifest students =
                stage.batch("hcp1:public.student", row(1, "415-867-5310", "9 Kestrel Hollow", 20311774L));
        List<Object[]> masked = stage.masked(students);
        BatchManifest stock = stage.batch(
                "hcp2:public.stock",
                row(1, "415-867-5310", "{new,\"9 Kestrel  Hollow\"}"),
                row(2, "4158675310", "{\"to 9 kestrel hollow\"}"),
                row(3, "box 20311774", "{4158675311}"));
        stage.flow().anonymize(stock);
        List<Object[]> swept = stage.masked(stock.asResumed());

        assertThat(text(swept.get(0)[1])).isEqualTo(text(masked.getFirst()[1]));
        assertThat(text(swept.get(0)[2])).startsWith("{new,").doesNotContain("Kestrel");
        assertThat(text(swept.get(1)[1])).matches("\\d{10}").isNotEqualTo("4158675310");
        assertThat(text(swept.get(1)[2])).startsWith("{\"to ").doesNotContain("kestrel");
        assertThat(text(swept.get(2)[1])).startsWith("box ").doesNotContain("20311774");
        assertThat(text(swept.get(2)[2])).isEqualTo("{4158675311}");
    }

    @Test
    void findsPeopleNumbersAndBase64InKeysAndSmallValuesOfDocuments() {
        String document = "{\"Philippa Throckmorton\": 1, \"73.22.14.9\": 2, \"415-867-5310\": 3, \"unit\": \"kg\","
                + " \"x\": \"UGhpbGlwcGEgVGhyb2NrbW9ydG9u\", \"UGhpbGlwcGEgVGhyb2NrbW9ydG9u\": 4}";
        String masked =
                text(ticket(new TestStage(folder, ACCOUNTS), "-", document).get(2)[2]);

        assertThat(masked)
                .doesNotContain("Philippa", "Throckmorton", "73.22", "867-5310", "UGhpbGlwcGE")
                .contains("\"unit\": \"kg\"", ": 3,");
    }

    private static final RunSchema PEOPLE = schema(List.of(
            table("hcp1:public.student", List.of("student_number varchar(13)!"), "student_number"),
            table(
                    "hcp1:public.employee",
                    List.of("employee_number varchar(8)!", "passport_number varchar(8)"),
                    "employee_number"),
            table("hcp2:public.note", List.of("id int!", "body text", "marked varchar(40)"), "id")));

    /** Numbers of students, of staff and of documents are kept apart, each in its value space: a text follows the right one. */
    @Test
    void replacesANumberAsTheColumnDoesInWhichItStands() {
        var stage = new TestStage(folder, PEOPLE);
        stage.rules("version: 1\nextends: k12\n");
        String student = text(stage.masked(stage.batch("hcp1:public.student", row("20311774")))
                .getFirst()[0]);
        Object[] employee = stage.masked(stage.batch("hcp1:public.employee", row("40722184", "L8203911")))
                .getFirst();
        BatchManifest notes =
                stage.batch("hcp2:public.note", row(1, "Seen by 40722184 for 20311774 with L8203911.", "40722184"));
        stage.flow().anonymize(notes);
        Object[] note = stage.masked(notes.asResumed()).getFirst();

        assertThat(text(note[1]))
                .isEqualTo("Seen by " + text(employee[0]) + " for " + student + " with " + text(employee[1]) + ".");
        assertThat(text(note[2])).isEqualTo(text(employee[0]));
    }

    private static RunSchema siblings(String column) {
        return schema(
                List.of(
                        table(
                                "hcp1:public.student",
                                List.of("student_number varchar(9)!", column + " varchar(9)"),
                                "student_number"),
                        table("hcp2:public.note", List.of("id int!", "body text"), "id")),
                reference("hcp1:public.student(" + column + ")", "hcp1:public.student(student_number)"));
    }

    /** A column that is called like a telephone number or a login is none when it refers to a key; brackets are not part of the number. */
    @ParameterizedTest
    @ValueSource(strings = {"sibling_no", "home_phone", "login_name"})
    void replacesAReferenceToANumberAsTheNumber(String column) {
        var stage = new TestStage(folder, siblings(column));
        stage.rules("version: 1\nextends: k12\n");
        List<Object[]> students = stage.masked(
                stage.batch("hcp1:public.student", row("20311774", "41586753"), row("41586753", "20311774")));
        BatchManifest notes = stage.batch("hcp2:public.note", row(1, "Both (20311774) and 41586753 were late."));
        stage.flow().anonymize(notes);

        assertThat(text(students.get(0)[1])).isEqualTo(text(students.get(1)[0]));
        assertThat(text(stage.masked(notes.asResumed()).getFirst()[1]))
                .isEqualTo("Both (" + text(students.get(0)[0]) + ") and " + text(students.get(1)[0]) + " were late.");
    }

    /** A number that a column has is that column's, also where it has the form of a telephone number; what joins others' digits is not touched. */
    @ParameterizedTest
    @ValueSource(strings = {"015709358", "09530339X", "2172345678", "0123456789012"})
    void replacesANumberThatLooksLikeATelephoneNumberAsItsColumn(String number) {
        var stage = new TestStage(folder, PEOPLE);
        stage.rules("version: 1\nextends: k12\n");
        String masked = text(
                stage.masked(stage.batch("hcp1:public.student", row(number))).getFirst()[0]);
        BatchManifest notes = stage.batch(
                "hcp2:public.note",
                row(
                        1,
                        "%1$s was late (%1$s); student no %1$s, call %1$s or 312-867-5309 x12.".formatted(number),
                        "(" + number + ")"));
        stage.flow().anonymize(notes);
        Object[] note = stage.masked(notes.asResumed()).getFirst();

        assertThat(text(note[1]))
                .startsWith("%1$s was late (%1$s); student no %1$s, call %1$s or ".formatted(masked))
                .doesNotContain("867-5309");
        assertThat(text(note[2])).isEqualTo("(" + masked + ")");
    }
}
