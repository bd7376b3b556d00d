package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.AnonymizeFlowTest.text;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void leavesPlainWordsShortNumbersAndPartsOfLongerCodesAlone() {
        String body = "Bring sunshine to room 123, see vanderquillhav.t2.10045 and x-zqwolk_9.";
        assertThat(text(ticket(new TestStage(folder, ACCOUNTS), body, "{}").get(2)[1]))
                .isEqualTo(body);
    }
}
