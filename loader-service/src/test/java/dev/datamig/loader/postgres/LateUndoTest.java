package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order to undo that is delivered once more, after the run was ordered to be loaded again. */
class LateUndoTest {

    @TempDir
    Path staging;

    private PgFixture fixture;
    private Sealed sealed;

    @BeforeEach
    void aDistrict() {
        fixture = new PgFixture("late", staging, "create table school (id int primary key, name text)");
        fixture.source("insert into school select i, 's' || i from generate_series(1, 9) i");
        sealed = fixture.seal(Map.of("public.school", new String[] {"true", "false"}));
    }

    private void isLoadedAndStays(int late) {
        assertThatThrownBy(() -> fixture.undo(sealed, late)).hasMessageContaining("LOD-007");
        assertThat(fixture.value("select count(*) from school")).isEqualTo("9");
        assertThat(fixture.value("select state from datamig.load")).isEqualTo("loaded");
        fixture.undo(sealed, late + 2);
        assertThat(fixture.value("select count(*) from school")).isEqualTo("0");
    }

    @Test
    void doesNotUndoWhatANewerOrderHasLoaded() {
        fixture.load(sealed, 1);
        fixture.undo(sealed, 2);
        fixture.load(sealed, 3);
        isLoadedAndStays(2);
    }

    @Test
    void doesNotUndoWhatANewerOrderHasFoundToBeLoaded() {
        fixture.load(sealed, 1);
        assertThat(fixture.load(sealed, 3)).isEqualTo(fixture.load(sealed, 1));
        isLoadedAndStays(2);
    }
}
