package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.extractor.postgres.InventedRows;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    private final InventedRows rows = new InventedRows();

    @Test
    void findsEveryInventedRowAgainByEachKeyThatItHas() {
        int withoutOne = Math.ceilDiv(InventedRows.ROWS, 7);

        assertThat(rows.passKeys()).isEqualTo(InventedRows.ROWS - withoutOne);
    }

    @Test
    void turnsEveryInventedRowIntoCellsOfItsColumns() {
        Set<Object> keys = new HashSet<>();
        rows.passRows(InventedRows.ROWS, (row, cells) -> {
            assertThat(cells).hasSize(rows.schema().copiedColumns().size());
            assertThat(cells[0]).isInstanceOf(Long.class);
            keys.add(cells[0]);
        });

        assertThat(keys).hasSize(InventedRows.ROWS);
    }

    @Test
    void leavesNothingBehind(@TempDir Path folder) {
        new Rehearsal(config()).go(folder);

        assertThat(folder).isEmptyDirectory();
    }

    private static TestConfig config() {
        return new TestConfig(Path.of("none"), Path.of("none"), TestReading.DEFAULT);
    }
}
