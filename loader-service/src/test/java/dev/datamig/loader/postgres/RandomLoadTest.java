package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomLoadTest {

    private static final int SCHEMAS = 8;

    @TempDir
    Path staging;

    @Test
    void whatIsLoadedBesideOthersIsExactAndItsUndoLeavesNoTrace() {
        long first = System.nanoTime();
        for (int i = 0; i < SCHEMAS; i++) {
            long seed = first + i;
            try {
                tryOne(seed, i);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private void tryOne(long seed, int number) {
        var schema = new RandomSchema(new Random(seed));
        var fixture = new PgFixture("random" + number, staging.resolve("" + number), schema.ddl());
        fixture.source(schema.rows(0));
        Map<String, String> rows = fixture.dumpOfSource();
        fixture.target(schema.rows(100_000));
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        List<TableLoad> planned = fixture.plan(sealed, LoadStrategy.INSERT).tables();
        assertThat(fixture.dump()).isEqualTo(before);
        List<TableLoad> loaded = fixture.load(sealed, 1);
        assertThat(loaded).isEqualTo(planned);
        Map<String, String> both = fixture.dump();
        for (String table : before.keySet()) {
            long own = Long.parseLong(rows.get(table).split(" ")[0]);
            long all = Long.parseLong(both.get(table).split(" ")[0]);
            assertThat(all - own).isEqualTo(Long.parseLong(before.get(table).split(" ")[0]));
        }
        assertThat(fixture.dumpBelow(100_000)).isEqualTo(rows);
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
