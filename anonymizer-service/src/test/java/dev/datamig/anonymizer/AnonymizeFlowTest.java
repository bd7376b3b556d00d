package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.TestSchemas.RUN;
import static dev.datamig.anonymizer.TestSchemas.reference;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnonymizeFlowTest {

    private static final RunSchema PEOPLE = schema(
            List.of(
                    table(
                            "ids:public.person",
                            List.of(
                                    "id int!",
                                    "first_name text!",
                                    "last_name text!",
                                    "email varchar(120)!",
                                    "birth_date date"),
                            "id",
                            "email"),
                    table("hcp1:public.login", List.of("id int!", "email varchar(200)", "display_name text"), "id"),
                    table(
                            "adb:public.session_note",
                            List.of("id int!", "person_id int", "body text", "extra jsonb"),
                            "id")),
            reference("hcp1:public.login(email)", "ids:public.person(email)"));

    @TempDir
    Path folder;

    @Test
    void masksARowSoThatThePersonStaysOnePersonInAllStores() {
        var stage = new TestStage(folder, PEOPLE);
        BatchManifest people = stage.batch("ids:public.person", row(1, "Jane", "Doe", "jane.doe@district.org", 15000));
        BatchManifest logins = stage.batch("hcp1:public.login", row(1, "jane.doe@district.org", "Jane Doe"));

        List<Object[]> person = stage.masked(people);
        List<Object[]> login = stage.masked(logins);

        String given = text(person.get(0)[1]);
        String family = text(person.get(0)[2]);
        String email = text(person.get(0)[3]);
        assertThat(given).isNotEqualTo("Jane");
        assertThat(family).isNotEqualTo("Doe");
        assertThat(email)
                .startsWith(given.toLowerCase() + "." + family.toLowerCase())
                .matches(".*@example\\.(com|org|net)");
        assertThat(text(login.get(0)[1])).isEqualTo(email);
        assertThat(text(login.get(0)[2])).isEqualTo(given + " " + family);
        assertThat(person.get(0)[0]).isEqualTo(1);
        assertThat(person.get(0)[4]).isNotEqualTo(15000);
    }

    @Test
    void defersTextUntilTheNamesOfTheRunAreKnownAndThenUsesThem() {
        var stage = new TestStage(folder, PEOPLE);
        BatchManifest people =
                stage.batch("ids:public.person", row(1, "Xanthippe", "Quorl", "x.quorl@district.org", 15000));
        BatchManifest notes = stage.batch(
                "adb:public.session_note",
                row(
                        1,
                        1,
                        "Met Xanthippe Quorl today, reach her at x.quorl@district.org or 212-736-5000.",
                        "{\"phone\": \"212-736-5000\", \"note\": \"Quorl was late\", \"n\": 3}"));

        assertThat(stage.flow().anonymize(notes)).isInstanceOf(Answer.Deferred.class);
        List<Object[]> person = stage.masked(people);
        List<Object[]> note = stage.masked(notes.asResumed());

        String body = text(note.get(0)[2]);
        assertThat(body)
                .startsWith("Met " + text(person.get(0)[1]) + " " + text(person.get(0)[2]) + " today, reach her at ")
                .contains(text(person.get(0)[3]))
                .doesNotContain("736-5000");
        assertThat(text(note.get(0)[3]))
                .startsWith("{\"phone\": \"")
                .contains("\"note\": \"" + text(person.get(0)[2]) + " was late\", \"n\": 3}");
    }

    /** Small batches are read in one go, large ones until the first text and then again. */
    @ParameterizedTest
    @ValueSource(ints = {2, 700})
    void aBatchWaitsForItsOneTextWhereverItStandsAndSaysWhatThatTells(int rows) {
        var stage = new TestStage(folder, PEOPLE);
        var notes = new ArrayList<Object[]>();
        for (int i = 1; i < rows; i++) {
            notes.add(row(i, 1, null, null));
        }
        notes.add(row(rows, 1, "Her badge number is QZ-4471-88.", null));

        assertThat(stage.flow().anonymize(stage.batch("adb:public.session_note", 1, notes)))
                .isInstanceOf(Answer.Deferred.class);
        assertThat(names(stage)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 700})
    void aBatchWithoutTextsOrNamesIsMaskedAtOnceAndLeavesNoNames(int rows) {
        var stage = new TestStage(folder, PEOPLE);
        var notes = new ArrayList<Object[]>();
        for (int i = 1; i <= rows; i++) {
            notes.add(row(i, 1, null, null));
        }

        assertThat(stage.flow().anonymize(stage.batch("adb:public.session_note", 1, notes)))
                .isInstanceOf(Answer.Anonymized.class);
        assertThat(names(stage)).isEmpty();
    }

    private static List<String> names(TestStage stage) {
        return stage.area().list(StagingLayout.phaseFolder(TestSchemas.RUN, "names"));
    }

    @Test
    void answersWithAllColumnsThatNoRuleCovers() {
        var stage = new TestStage(folder, PEOPLE);
        stage.rules("version: 1\nrules:\n  - { class: EMAIL, strategy: fake }\n");
        BatchManifest people = stage.batch("ids:public.person", row(1, "Jane", "Doe", "jane.doe@district.org", 15000));

        Answer answer = stage.flow().anonymize(people);

        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
            assertThat(failed.failure().category()).isEqualTo(FailureCategory.BLOCKING);
            assertThat(failed.failure().code()).isEqualTo("ANO-002");
            assertThat(failed.failure().message())
                    .contains("ids:public.person(first_name)")
                    .contains("ids:public.person(birth_date)")
                    .contains("adb:public.session_note(body)")
                    .contains("hcp1:public.login(display_name)")
                    .doesNotContain("jane.doe");
        });
    }

    @Test
    void stopsSilentlyWhenTheAttemptWasCalledOff() {
        var stage = new TestStage(folder, PEOPLE);
        stage.area().put(StagingLayout.stopMark(RUN), "{\"attempt\":1}".getBytes(StandardCharsets.UTF_8));
        BatchManifest people = stage.batch("ids:public.person", row(1, "Jane", "Doe", "jane.doe@district.org", 15000));

        assertThat(stage.flow().anonymize(people)).isInstanceOf(Answer.Stopped.class);
    }

    static Object[] row(Object... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : cell)
                .toArray();
    }

    static String text(Object cell) {
        return new String((byte[]) cell, StandardCharsets.UTF_8);
    }
}
