package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.target.LoadProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCostTest {

    @TempDir
    Path staging;

    /** A row of {@code p} is itself and an entry in an index, one of {@code c} has two foreign keys besides, which are looked at last. */
    @Test
    void partsOfTheWorkAreWhatRowsCost() {
        var fixture = new PgFixture(
                "load_cost",
                staging,
                "create table p (id int primary key)",
                "create table c (id int primary key, one int references p, two int references p)");
        fixture.source(
                "insert into p select generate_series(1, 6000)",
                "insert into c select i, i, i from generate_series(1, 6000) i");
        List<Double> parts = new ArrayList<>();
        LoadProgress progress = new LoadProgress() {
            @Override
            public void rows(TableId table, long done, long expected) {}

            @Override
            public void part(double done) {
                parts.add(done);
            }
        };

        fixture.targetStore().load(fixture.sealAll().jobOf("d", 1, LoadStrategy.INSERT), progress);

        assertThat(parts).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(parts)
                .containsExactly(
                        5000 * 2 / 36000.0, 6000 * 2 / 36000.0, 12000 / 36000.0 + 5000 * 2 / 36000.0, 36000 / 36000.0);
    }
}
