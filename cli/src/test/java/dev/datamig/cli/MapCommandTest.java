package dev.datamig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapCommandTest {

    private static final String RUN = "mig-20260101T000000Z-1";
    private static final String KEY = "5a".repeat(32);

    @TempDir
    Path folder;

    private AnsweringCoordinator coordinator;

    @BeforeEach
    void starts() {
        coordinator = new AnsweringCoordinator();
        part(1, 1, "email", "old@attempt.org", "x@example.org");
        part(2, 1, "email", "b@d.org", "y@example.org", "name", "Ann\tLee", "Bo Ray");
        part(2, 2, "email", "b@d.org", "y@example.org", "email", "a@d.org", "z@example.org");
    }

    @AfterEach
    void closes() {
        coordinator.close();
    }

    private void part(int attempt, int part, String... cells) {
        var key = new DataKey(HexFormat.of().parseHex(KEY)).derive("datamig-consistency-map-v1/" + RUN);
        List<ColumnSchema> columns = Stream.of("domain", "original", "replacement")
                .map(name -> new ColumnSchema(
                        name, "text", "text", Physical.TEXT, false, false, false, null, List.of(), null))
                .toList();
        String path = StagingLayout.consistencyMap(new RunId(RUN), attempt, TableId.of("a:public.person"), part);
        try (BatchWriter writer =
                new BatchFiles(StagingArea.open(folder.toString())).write(path, columns, Map.of(), key)) {
            for (int i = 0; i < cells.length; i += 3) {
                writer.write(new Object[] {utf8(cells[i]), utf8(cells[i + 1]), utf8(cells[i + 2])});
            }
            writer.commit();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Session map(Map<String, String> environment, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("map", RUN, "--url", coordinator.url(), "--staging", folder.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return Session.of(folder, environment, arguments);
    }

    @Test
    void showsThePairsOfTheLastAttemptOnceAfterTheyAreNotedInTheTrail() {
        coordinator.on("POST /runs/" + RUN + "/disclosures", 201, "{}");
        Session shown = map(Map.of("DATAMIG_MAP_KEY", KEY), "--reason", "a parent asked for her data");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out().lines())
                .containsExactly(
                        "email\ta@d.org\tz@example.org", "email\tb@d.org\ty@example.org", "name\tAnn\\tLee\tBo Ray");
        assertThat(coordinator.calls())
                .singleElement()
                .asString()
                .contains("consistency-map", "a parent asked for her data", "\"by\":")
                .doesNotContain("@d.org");
        assertThat(StagingArea.open(folder.toString()).exists(StagingLayout.consistencyMap(new RunId(RUN))))
                .isTrue();
    }

    @Test
    void showsNothingThatCouldNotBeNoted() {
        coordinator.on(
                "POST /runs/" + RUN + "/disclosures", 400, "{'code': 'COO-012', 'detail': 'a reason is needed'}");
        Session refused = map(Map.of("DATAMIG_MAP_KEY", KEY), "--reason", "x");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void refusesWithoutReasonWithoutKeyAndUnderAnotherKey() {
        assertThat(map(Map.of("DATAMIG_MAP_KEY", KEY)).exitCode()).isEqualTo(ExitCode.USAGE.code());
        Session keyless = map(Map.of(), "--reason", "a parent asked for her data");
        assertThat(keyless.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(keyless.err()).contains("DATAMIG_MAP_KEY is not set");
        Session stranger = map(Map.of("DATAMIG_MAP_KEY", "5b".repeat(32)), "--reason", "a parent asked for her data");
        assertThat(stranger.exitCode()).isEqualTo(ExitCode.ENVIRONMENT.code());
        assertThat(stranger.err()).contains("another map key").doesNotContain("@d.org");
        assertThat(stranger.out()).isEmpty();
        assertThat(coordinator.calls()).isEmpty();
    }
}
