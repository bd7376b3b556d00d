package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.AnonymizeFlowTest.row;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Noise that keeps sums through a whole batch, NULLs between, and after another batch of the same table. */
class KeptSumBatchTest {

    private static final RunSchema FEES =
            schema(List.of(table("adb:public.fee", List.of("id int!", "payer_ref int", "cents int"), "id")));

    @TempDir
    Path folder;

    @Test
    void keepsTheSumOfEachPayerInEachBatch() {
        var stage = new TestStage(folder, FEES);
        stage.rules("""
                version: 1
                rules:
                  - { columns: "adb:public.fee(cents)", strategy: noise, percent: 30, keepSum: payer_ref }
                """);
        BatchManifest first = stage.batch(
                "adb:public.fee",
                row(1, 7, 10_000),
                row(2, 8, 500_000),
                row(3, 7, null),
                row(4, 7, 12_345),
                row(5, 8, 490_000),
                row(6, 7, 9_000));

        List<Object[]> masked = stage.masked(first);

        assertThat(sum(masked, 7)).isEqualTo(10_000 + 12_345 + 9_000);
        assertThat(sum(masked, 8)).isEqualTo(990_000);
        assertThat(masked.get(0)[2]).isNotEqualTo(10_000);
        assertThat(masked.get(2)[2]).isNull();
        assertThat(stage.masked(first).get(3)[2]).isEqualTo(masked.get(3)[2]);
    }

    private static int sum(List<Object[]> rows, int payer) {
        return rows.stream()
                .filter(row -> row[1].equals(payer) && row[2] != null)
                .mapToInt(row -> (int) row[2])
                .sum();
    }
}
