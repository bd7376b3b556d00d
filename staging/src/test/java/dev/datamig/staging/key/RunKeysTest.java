package dev.datamig.staging.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunKeysTest {

    private static final RunId RUN = new RunId("mig-20261121T041418Z-7");
    private static final RunId OTHER = new RunId("mig-20261121T041418Z-8");
    private static final DataKey STAGING = new DataKey(new byte[32]).derive("staging");

    @TempDir
    Path folder;

    private StagingArea area;
    private RunKeys keys;

    @BeforeEach
    void open() {
        area = StagingArea.open(folder.toString());
        keys = new RunKeys(area, STAGING);
    }

    @Test
    void givesARunTheSameKeyEachTimeAndEveryRunItsOwn() {
        byte[] first = keys.getOrCreate(RUN).bytes();

        assertThat(keys.getOrCreate(RUN).bytes()).isEqualTo(first);
        assertThat(new RunKeys(area, STAGING).find(RUN).orElseThrow().bytes()).isEqualTo(first);
        assertThat(keys.getOrCreate(OTHER).bytes()).isNotEqualTo(first);
    }

    @Test
    void givesAllInstancesTheSameKeyWhenTheyAskAtOnce() throws Exception {
        Set<String> seen = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var futures = java.util.stream.IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> new RunKeys(area, STAGING).getOrCreate(RUN)))
                    .toList();
            for (var future : futures) {
                seen.add(java.util.HexFormat.of().formatHex(future.get().bytes()));
            }
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void hasNoKeyForARunThatNeverMadeOneOrWhoseKeyWasDestroyed() {
        assertThat(keys.find(RUN)).isEmpty();
        keys.getOrCreate(RUN);
        keys.destroy(RUN);
        keys.destroy(RUN);

        assertThat(keys.find(RUN)).isEmpty();
        assertThat(area.list("runs/")).isEmpty();
    }

    @Test
    void destroysNoOtherRunsKey() {
        keys.getOrCreate(new RunId(RUN.value() + "1"));
        keys.getOrCreate(RUN);
        keys.destroy(RUN);

        assertThat(keys.find(new RunId(RUN.value() + "1"))).isPresent();
    }

    @Test
    void storesNothingThatHoldsTheKey() {
        byte[] key = keys.getOrCreate(RUN).bytes();
        String stored = java.util.HexFormat.of()
                .formatHex(area.get(StagingLayout.wrappedKey(RUN)).orElseThrow());

        assertThat(stored).doesNotContain(java.util.HexFormat.of().formatHex(key));
    }

    @Test
    void cannotUnwrapWithAnotherStagingKey() {
        keys.getOrCreate(RUN);
        var stranger = new RunKeys(area, STAGING.derive("other"));

        assertThatThrownBy(() -> stranger.find(RUN)).isInstanceOfSatisfying(StagingException.class, e -> {
            assertThat(e.failure().code()).isEqualTo("STG-005");
            assertThat(e.getMessage()).contains(StagingLayout.wrappedKey(RUN));
        });
    }

    @Test
    void doesNotTakeTheKeyOfOneRunForAnothers() {
        keys.getOrCreate(RUN);
        area.put(
                StagingLayout.wrappedKey(OTHER),
                area.get(StagingLayout.wrappedKey(RUN)).orElseThrow());

        assertThatThrownBy(() -> keys.find(OTHER)).hasMessageContaining("cannot be unwrapped");
    }

    @Test
    void noticesEveryChangedByte() {
        keys.getOrCreate(RUN);
        byte[] stored = area.get(StagingLayout.wrappedKey(RUN)).orElseThrow();
        for (int i = 0; i < stored.length; i++) {
            byte[] changed = stored.clone();
            changed[i] ^= 1;
            area.put(StagingLayout.wrappedKey(RUN), changed);
            assertThatThrownBy(() -> keys.find(RUN)).isInstanceOf(StagingException.class);
        }
        area.put(StagingLayout.wrappedKey(RUN), new byte[3]);
        assertThatThrownBy(() -> keys.find(RUN)).hasMessageContaining("is not a wrapped key");
    }
}
