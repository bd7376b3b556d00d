package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.extractor.postgres.InventedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private final InventedRows rows = new InventedRows();

    @Test
    void findsEveryInventedRowAgainByEachOfItsKeys() {
        assertThat(rows.passKeys()).isEqualTo(InventedRows.ROWS);
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
    void leavesNothingBehind() throws IOException {
        Set<Path> before = folders();

        new Rehearsal(config()).go();

        assertThat(folders()).isEqualTo(before);
    }

    private static Set<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("datamig-rehearsal"))
                    .collect(Collectors.toSet());
        }
    }

    private static TestConfig config() {
        return new TestConfig(Path.of("none"), Path.of("none"), TestReading.DEFAULT);
    }
}
