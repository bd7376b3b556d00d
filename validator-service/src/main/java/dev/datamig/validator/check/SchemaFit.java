package dev.datamig.validator.check;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;

/** Whether a file's columns are those that the run's schema says travel. */
public final class SchemaFit {

    private SchemaFit() {}

    /** @param inFile the columns in the file's footer; {@code inManifest} those of its passport */
    public static void check(
            TableSchema table, List<ColumnSchema> inFile, List<ColumnSchema> inManifest, Findings findings) {
        List<ColumnSchema> expected = table.copiedColumns();
        findings.looked(Check.COLUMNS, expected.size());
        if (!inManifest.equals(expected)) {
            findings.error(
                    Check.COLUMNS, table.id(), null, 1, "the manifest's columns are not those of the run's schema");
        }
        if (inFile.size() != expected.size()) {
            findings.error(
                    Check.COLUMNS,
                    table.id(),
                    null,
                    1,
                    "the file has " + inFile.size() + " columns, the run's schema " + expected.size());
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            ColumnSchema want = expected.get(i);
            ColumnSchema have = inFile.get(i);
            if (!have.name().equals(want.name()) || have.physical() != want.physical()) {
                findings.error(
                        Check.COLUMNS,
                        table.id(),
                        want.name(),
                        1,
                        "the file has another column or type at place " + (i + 1));
            }
        }
    }
}
