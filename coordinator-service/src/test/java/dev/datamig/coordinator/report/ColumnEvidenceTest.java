package dev.datamig.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.StagingArea;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnEvidenceTest {

    private static final RunId RUN = new RunId("mig-20260101T000000Z-1");
    private static final TableId PERSON = TableId.of("one:public.person");

    @TempDir
    Path folder;

    private void put(String path, String json) {
        StagingArea.open(folder.toString()).put(path, json.getBytes(StandardCharsets.UTF_8));
    }

    private ColumnEvidence evidence() {
        return ColumnEvidence.of(StagingArea.open(folder.toString()), RUN, 2);
    }

    @Test
    void saysNothingBeforeAnybodyHasJudgedOrCounted() {
        assertThat(evidence().maskingKey()).isNull();
        assertThat(evidence().reason(PERSON, "email")).isEmpty();
        assertThat(evidence().counted(PERSON, "email")).isNull();
        assertThat(evidence().uniqueness(PERSON, "email")).isEmpty();
    }

    @Test
    void joinsReasonsAndCountsToASentenceForUniqueColumns() {
        put(StagingLayout.classification(RUN, 2), """
                {"maskingKey": "0a1b2c3d", "columns": [
                  {"table": "one:public.person", "column": "email", "reason": "named email", "apart": "a permutation", "rule": "x"},
                  {"table": "one:public.person", "column": "town", "reason": "named town"}]}
                """);
        put(StagingLayout.report(RUN, "validation-report.json"), """
                {"sealed": true, "columns": [
                  {"table": "one:public.person", "column": "email", "distinctBefore": 75000, "exactBefore": true,
                   "distinctAfter": 75000, "exactAfter": true, "unique": true},
                  {"table": "one:public.person", "column": "town", "distinctBefore": 90000, "exactBefore": false,
                   "distinctAfter": 12, "exactAfter": true, "unique": false}],
                 "kAnonymity": [{"name": "who", "table": "one:public.person", "columns": ["town"], "k": 5, "rows": 9,
                   "groups": 2, "smallest": 4, "groupsBelow": 1, "rowsBelow": 4, "sizes": [{"rows": 4, "groups": 1}]}]}
                """);
        assertThat(evidence().maskingKey()).isEqualTo("0a1b2c3d");
        assertThat(evidence().reason(PERSON, "email")).isEqualTo("named email");
        assertThat(evidence().uniqueness(PERSON, "email"))
                .isEqualTo("unique: 75,000 different values before and after; kept apart by a permutation");
        assertThat(evidence().uniqueness(PERSON, "town")).isEmpty();
        assertThat(evidence().counted(PERSON, "town").exact()).isFalse();
        assertThat(evidence().groups())
                .containsExactly(
                        new MigrationReport.GroupLine("who", PERSON, java.util.List.of("town"), 5, 9, 2, 4, 1, 4));
    }
}
