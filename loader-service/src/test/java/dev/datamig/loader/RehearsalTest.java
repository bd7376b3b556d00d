package dev.datamig.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.loader.postgres.InventedLoad;
import dev.datamig.staging.StagingArea;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    @Test
    void takesEveryInventedRowTheWholeWayEachTime(@TempDir Path folder) throws SQLException {
        var load = new InventedLoad(StagingArea.open(folder.toString()));

        long first = load.pass();

        assertThat(first).isNotZero();
        assertThat(load.pass()).isEqualTo(first);
    }

    @Test
    void leavesNothingBehind(@TempDir Path folder) {
        new Rehearsal(true).go(folder);

        assertThat(folder).isEmptyDirectory();
    }
}
