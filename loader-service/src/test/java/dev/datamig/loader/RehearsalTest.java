package dev.datamig.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.loader.postgres.InventedLoad;
import dev.datamig.staging.StagingArea;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    void leavesNothingBehind() throws IOException {
        Set<Path> before = folders();

        new Rehearsal(true).go();

        assertThat(folders()).isEqualTo(before);
    }

    private static Set<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("datamig-rehearsal"))
                    .collect(Collectors.toSet());
        }
    }
}
