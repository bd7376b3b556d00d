package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.TestSchemas.RUN;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.AnonymizeCommand.ClassifyRun;
import dev.datamig.contracts.command.AnonymizeCommand.ClassifyStores;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.RunSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyFlowTest {

    private static final String TABLE = "s:public.t_17";
    private static final String CANARY = "zyxquora";
    private static final RunSchema SCHEMA =
            schema(List.of(table(TABLE, List.of("id int!", "f_3 text", "nick_name text"), "id")));

    @TempDir
    Path folder;

    private TestStage stage;

    @BeforeEach
    void stage() {
        stage = new TestStage(folder, SCHEMA);
    }

    private static List<String[]> values() {
        var values = new ArrayList<String[]>();
        for (int i = 0; i < 40; i++) {
            values.add(new String[] {TABLE, "f_3", CANARY + i + "@school.org"});
        }
        return values;
    }

    private Outcome.RunClassified classified() {
        stage.samples(StagingLayout.samples(RUN, 1), stage.runKeys().getOrCreate(RUN), values());
        return (Outcome.RunClassified)
                stage.classifying().run(new ClassifyRun(RUN, 1)).orElseThrow();
    }

    @Test
    void asksForWhatIsPersonalByNameOrByValuesAndHasNoRule() {
        stage.rules(
                "version: 1\nrules:\n  - { columns: \"s:*.t_17(nick_name)\", strategy: fake, generator: givenName }\n");

        Outcome.RunClassified outcome = classified();

        assertThat(outcome.undecided()).singleElement().satisfies(column -> {
            assertThat(column.column()).isEqualTo("s:public.t_17(f_3)");
            assertThat(column.dataClass()).isEqualTo("EMAIL");
            assertThat(column.choices()).containsExactly("fake", "nullify", "keep");
        });
        BatchManifest batch = stage.batch(TABLE, row(1, null, null));
        assertThat(stage.flow().anonymize(batch))
                .isInstanceOfSatisfying(
                        AnonymizeFlow.Answer.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("ANO-002"));
        assertThat(stage.area().list("runs/" + RUN + "/anonymized/")).isEmpty();
    }

    @Test
    void goesOnUnderWhatWasDecidedAndTellsNoValue() {
        stage.rules("version: 1\nrules:\n  - { class: GENDER, strategy: keep }\n");
        stage.area()
                .put(
                        StagingLayout.pinned(RUN, StagingLayout.DECISIONS),
                        ("{\"version\":1,\"unclassified\":\"nullify\",\"rules\":[{\"name\":\"decided by ann\","
                                        + "\"columns\":[\"s:public.t_17(f_3)\"],\"strategy\":\"fake\",\"generator\":\"email\"}]}")
                                .getBytes(StandardCharsets.UTF_8));

        Outcome.RunClassified outcome = classified();

        assertThat(outcome.undecided()).isEmpty();
        String file = new String(
                stage.area().get(StagingLayout.classification(RUN, 1)).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(file).contains("decided by ann").doesNotContain(CANARY);
        assertThat(stage.masked(stage.batch(TABLE, row(1, CANARY + "@school.org", null)))
                        .getFirst()[1])
                .isNotNull();
    }

    @Test
    void readsTheCommentsBesideTheSamplesAndRepeatsNone() {
        stage.rules("version: 1\nrules:\n  - { columns: \"s:*.t_17(nick_name)\", strategy: keep }\n");
        stage.samples(StagingLayout.samples(RUN, 1), stage.runKeys().getOrCreate(RUN), List.<String[]>of(new String[] {
            TABLE, "[\"f_3\"]", "", "telephone; ask " + CANARY
        }));

        var outcome = (Outcome.RunClassified)
                stage.classifying().run(new ClassifyRun(RUN, 1)).orElseThrow();

        assertThat(outcome.undecided()).singleElement().satisfies(column -> {
            assertThat(column.column()).isEqualTo("s:public.t_17(f_3)");
            assertThat(column.dataClass()).isEqualTo("PHONE");
        });
        assertThat(Json.write(outcome)).doesNotContain(CANARY);
        assertThat(stage.area().get(StagingLayout.classification(RUN, 1)).orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .doesNotContain(CANARY);
    }

    @Test
    void judgesStoresDraftsRulesAndDestroysTheSamples() {
        String id = "req-1";
        stage.area().put(StagingLayout.classification(id, StagingLayout.SCHEMA), Json.writePretty(SCHEMA));
        stage.samples(
                StagingLayout.classification(id, StagingLayout.SAMPLES),
                stage.runKeys().getOrCreateForRequest(id),
                values());

        Outcome.OfRequest first = stage.classifying().stores(new ClassifyStores(id));
        Outcome.OfRequest again = stage.classifying().stores(new ClassifyStores(id));

        assertThat(first).isEqualTo(new Outcome.StoresClassified(id, 3, 2, 0)).isEqualTo(again);
        assertThat(stage.area().list("classification/"))
                .extracting(path -> path.substring(path.lastIndexOf('/') + 1))
                .containsExactlyInAnyOrder(StagingLayout.RESULT, StagingLayout.DRAFT, StagingLayout.SCHEMA);
        assertThat(Stream.of(StagingLayout.RESULT, StagingLayout.DRAFT)
                        .map(name -> new String(
                                stage.area()
                                        .get(StagingLayout.classification(id, name))
                                        .orElseThrow(),
                                StandardCharsets.UTF_8)))
                .allSatisfy(text -> assertThat(text).contains("f_3").doesNotContain(CANARY));
    }
}
