package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.rows;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.command.ValidateCommand.ValidateSet;
import dev.datamig.contracts.event.Progress;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.validator.Pulse;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.ValidatorException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {

    @TempDir
    Path folder;

    private StagedRun run() {
        StagedRun run = new StagedRun(folder)
                .table("a:public.t", List.of("id"), List.of(), number("id"), text("name"))
                .table("a:public.u", List.of("id"), List.of(), number("id"));
        run.batch("a:public.t", 1, rows(row(1L, "x"), row(2L, null)));
        run.batch("a:public.t", 2, Membership.REFERENCE, rows(row(3L, "z")), rows(row(3L, "z")));
        run.batch("a:public.u", 1, rows(row(7L)));
        return run.complete().validateBatches();
    }

    private static Progress of(Phase phase, String table, long done, long expected) {
        return new Progress(StagedRun.RUN, 1, phase, TableId.of(table), done, expected);
    }

    @Test
    void goesRoundTheTablesUntilTheWorkIsDone() {
        var pulse = new Pulse();
        pulse.beat();
        try (var beating = pulse.heartbeat().during(StagedRun.RUN, 1, Phase.VERIFY, run().masked)) {
            for (int i = 0; i < 3; i++) {
                pulse.beat();
            }
        }
        pulse.beat();
        assertThat(pulse.told())
                .containsExactly(
                        of(Phase.VERIFY, "a:public.t", 0, 3),
                        of(Phase.VERIFY, "a:public.u", 0, 1),
                        of(Phase.VERIFY, "a:public.t", 0, 3));
    }

    @Test
    void saysNothingOfNoBatches() {
        var pulse = new Pulse();
        try (var beating = pulse.heartbeat().during(StagedRun.RUN, 1, Phase.VALIDATE, List.of())) {
            assertThat(pulse.beats()).isFalse();
        }
    }

    @Test
    void aSetCheckSaysThatItIsAtWork() {
        StagedRun run = run();
        assertThat(run.validateSet().sealed()).isTrue();
        assertThat(run.pulse.told()).contains(of(Phase.VALIDATE, "a:public.t", 3, 3));
        assertThat(run.pulse.beats()).isFalse();
    }

    @Test
    void aSetCheckThatFailsFallsSilent() {
        StagedRun run = run();
        run.keys.destroy(StagedRun.RUN);
        assertThatThrownBy(() -> run.setFlow().validate(new ValidateSet(StagedRun.RUN, 1, StagedRun.DISTRICT)))
                .isInstanceOf(ValidatorException.class);
        assertThat(run.pulse.beats()).isFalse();
    }
}
