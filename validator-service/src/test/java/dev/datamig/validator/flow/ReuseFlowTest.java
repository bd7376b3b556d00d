package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.rows;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.SealedManifest;
import dev.datamig.contracts.command.ValidateCommand.ReuseSet;
import dev.datamig.contracts.command.ValidateCommand.ValidateSet;
import dev.datamig.contracts.event.Progress;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.seal.Seal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReuseFlowTest {

    private static final RunId NEXT = new RunId("mig-20260203T000000Z-9");

    @TempDir
    Path folder;

    StagedRun earlier;

    @BeforeEach
    void sealOne() {
        earlier = new StagedRun(folder).table("a:public.t", List.of("id"), List.of(), number("id"), text("name"));
        earlier.batch("a:public.t", 1, rows(row(1L, "x"), row(2L, null)));
        earlier.batch("a:public.t", 2, Membership.REFERENCE, rows(row(3L, "z")), rows(row(3L, "z")));
        assertThat(earlier.complete().validateBatches().validateSet().sealed()).isTrue();
        earlier.keys.destroy(StagedRun.RUN);
    }

    private List<Outcome.OfRun> reuse(District district) {
        return new ReuseFlow(
                        earlier.area,
                        earlier.runFiles,
                        earlier.files,
                        new Seal(StagedRun.SEAL_KEY),
                        earlier.pulse.heartbeat(),
                        earlier.pulse.clock())
                .reuse(new ReuseSet(NEXT, 1, district, StagedRun.RUN));
    }

    @Test
    void sealsTheSameFilesForTheNextRunThoughTheOriginalsAreDestroyed() {
        List<Outcome.OfRun> answers = reuse(StagedRun.DISTRICT);
        assertThat(answers).hasSize(8);
        assertThat(answers.getFirst()).isInstanceOf(Outcome.ExtractionStarted.class);
        assertThat(answers.getLast()).isInstanceOf(Outcome.ExtractionCompleted.class);
        assertThat(answers).allMatch(answer -> answer.run().equals(NEXT) && answer.attempt() == 1);

        SealedManifest manifest = earlier.runFiles.sealed(NEXT).orElseThrow();
        assertThat(new Seal(StagedRun.SEAL_KEY).holds(manifest)).isTrue();
        assertThat(manifest.batches()).hasSize(2);
        for (BatchManifest batch : manifest.batches()) {
            assertThat(batch.run()).isEqualTo(NEXT);
            assertThat(batch.file()).isEqualTo(StagingLayout.anonymized(NEXT, 1, batch.table(), batch.part()));
            assertThat(earlier.files.sha256(batch.file())).isEqualTo(batch.sha256());
        }
        assertThat(earlier.setFlow().validate(new ValidateSet(NEXT, 1, StagedRun.DISTRICT)))
                .as("the order to seal finds it sealed")
                .hasValueSatisfying(answer -> assertThat(answer.sealed()).isTrue());
        assertThat(earlier.pulse.told())
                .contains(new Progress(NEXT, 1, Phase.VALIDATE, TableId.of("a:public.t"), 3, 3));
        assertThat(earlier.pulse.beats()).isFalse();
        assertThat(reuse(StagedRun.DISTRICT))
                .as("a second delivery answers the same")
                .isEqualTo(answers);
    }

    @Test
    void refusesAChangedFileAnotherDistrictAndARunWithoutASeal() {
        assertRefused(new District("another", "Another"), "another district");
        earlier.area.put(earlier.masked.getFirst().file(), new byte[] {1});
        assertRefused(StagedRun.DISTRICT, "a:public.t is gone or was changed");
        earlier.runFiles.unseal(StagedRun.RUN);
        assertRefused(StagedRun.DISTRICT, "no sealed manifest");
        assertThat(earlier.runFiles.sealed(NEXT)).isEmpty();
    }

    private void assertRefused(District district, String why) {
        assertThatThrownBy(() -> reuse(district))
                .isInstanceOfSatisfying(
                        ValidatorException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(ValidatorCode.NOT_REUSABLE.code()))
                .hasMessageContaining(why);
    }
}
