package dev.datamig.extractor;

import dev.datamig.extractor.staging.SampleFile;
import java.util.List;

/**
 * Takes some rows of each table, spread over all that are wanted, so that columns can be classified by what stands in them. The
 * rows are those of the set, not those that happen to be read first: every instance and every batch is judged by the same ones.
 */
final class Sampling {

    private final SampleFile file;
    private final int rows;

    Sampling(SampleFile file, int rows) {
        this.file = file;
        this.rows = rows;
    }

    void take(SubsetTables tables, Workers workers) {
        List<SubsetTable> filled =
                tables.all().stream().filter(table -> table.size() > 0).toList();
        file.write(tables.commented(), workers.all(filled, this::sample));
    }

    private SampleFile.OfTable sample(SubsetTable table) {
        SampleFile.OfTable values = file.of(table.schema());
        table.reader().read(table.rows().spread(rows), (row, cells) -> values.add(cells));
        return values;
    }
}
