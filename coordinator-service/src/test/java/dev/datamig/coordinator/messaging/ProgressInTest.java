package dev.datamig.coordinator.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.event.CloudEvent;
import dev.datamig.contracts.event.Progress;
import dev.datamig.contracts.schema.TableId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressInTest {

    private static final RunId RUN = new RunId("mig-20260101T000000Z-1");
    private static final Progress CHECKED = new Progress(RUN, 1, Phase.VALIDATE, TableId.of("a:public.t"), 5, 5);

    private static Optional<Progress> read(String service) {
        return ProgressIn.read(
                Json.write(CloudEvent.of("1", service, CloudEvent.PROGRESS, RUN, Instant.EPOCH, CHECKED)));
    }

    @Test
    void hearsOtherServicesAndNotItself() {
        assertThat(read("validator")).contains(CHECKED);
        assertThat(read("coordinator")).isEmpty();
    }

    @Test
    void dropsWhatIsNoProgress() {
        assertThat(ProgressIn.read("{}")).isEmpty();
        assertThat(ProgressIn.read("none")).isEmpty();
    }
}
