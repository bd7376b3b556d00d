package dev.datamig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.cli.bench.BenchReport;
import dev.datamig.cli.bench.CpuTrace;
import dev.datamig.cli.bench.ProcessUse;
import dev.datamig.cli.bench.StoreFloor;
import dev.datamig.contracts.District;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.sandbox.servers.ProcessMark;
import dev.datamig.sandbox.stack.StackState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BenchRunTest {

    private static final String RUN = """
            {'id': 'mig-20260102T030405Z-1', 'district': {'id': 'd', 'name': 'D'}, 'state': 'COMPLETED',
             'createdAt': '2026-01-02T03:00:00Z', 'finishedAt': '2026-01-02T03:00:30Z', 'phases': [
             {'phase': 'EXTRACT', 'rowsDone': 900, 'startedAt': '2026-01-02T03:00:01Z', 'finishedAt': '2026-01-02T03:00:06Z'},
             {'phase': 'VALIDATE', 'rowsDone': 900, 'startedAt': '2026-01-02T03:00:02Z', 'finishedAt': '2026-01-02T03:00:14Z'},
             {'phase': 'LOAD', 'rowsDone': 900, 'startedAt': '2026-01-02T03:00:14Z', 'finishedAt': '2026-01-02T03:00:20Z'}]}""";

    private static final String AUDIT = """
            [{'at': '2026-01-02T03:00:03Z', 'kind': 'NOTE', 'what': 'subset found', 'detail': {}},
             {'at': '2026-01-02T03:00:10Z', 'kind': 'NOTE', 'what': 'sealed', 'detail': {}},
             {'at': '2026-01-02T03:00:12Z', 'kind': 'NOTE', 'what': 'planned', 'detail': {'store': 'ids'}},
             {'at': '2026-01-02T03:00:14Z', 'kind': 'STATE', 'what': 'LOADING', 'detail': {}},
             {'at': '2026-01-02T03:00:19Z', 'kind': 'NOTE', 'what': 'loaded', 'detail': {'store': 'ids'}}]""";

    private static final String TABLES =
            "{'tables': [{'store': 'ids', 'table': 'a', 'inserted': 700, 'updated': 100}, {'store': 'ids', 'table': 'b', 'inserted': 100}]}";

    @Test
    void aPlanIsPartOfTheLoadThatItIsFor() {
        BenchReport report = report();

        BenchReport.Phase load = report.run().phases().get(2);
        assertThat(load.seconds()).isEqualTo(10);
        assertThat(load.parts()).containsEntry("plan", 4.0).containsEntry("load", 6.0);
        assertThat(load.ratioToFloor()).isEqualTo(2);
        assertThat(report.run().phases().get(1).seconds()).isEqualTo(8);
        assertThat(report.run().stores()).containsExactly(new BenchReport.Store("ids", 900, null, 2.0, 5.0));
    }

    @Test
    void anExtractionIsHeldAgainstReadingAndTheWholeAgainstBoth() {
        BenchReport report = report();

        BenchReport.Phase extract = report.run().phases().getFirst();
        assertThat(extract.parts()).containsEntry("closure", 2.0).containsEntry("reading", 3.0);
        assertThat(extract.ratioToFloor()).isEqualTo(2.5);
        assertThat(report.run().phases().get(1).ratioToFloor()).isNull();
        assertThat(report.ratioToFloor()).isEqualTo(5);
        assertThat(report.run().rowsPerSecond()).isEqualTo(30);
    }

    @Test
    void whereReadingComesFirstItEndsWithTheLastFile() {
        var extraction = new ExtractionManifest(
                new RunId("mig-20260102T030405Z-1"),
                1,
                new District("d", "D"),
                List.of(),
                List.of(),
                List.of(),
                Instant.parse("2026-01-02T03:00:04Z"));

        BenchReport.Phase extract = report(extraction).run().phases().getFirst();
        assertThat(extract.seconds()).isEqualTo(3);
        assertThat(extract.parts()).containsEntry("reading", 1.0);
        assertThat(extract.ratioToFloor()).isEqualTo(1.5);
    }

    @Test
    void aPersonSeesWhatIsHeldAgainstWhat() {
        var out = new ByteArrayOutputStream();
        BenchTable.print(new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, false), report());

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line ->
                        line.matches(" +EXTRACT +900 +5\\.0 +180 .* 2\\.5 x +\\(closure 2\\.0 s, reading 3\\.0 s\\)"))
                .anyMatch(line -> line.matches(" +LOAD +900 +10\\.0 +90 .* 2\\.0 x +\\(plan 4\\.0 s, load 6\\.0 s\\)"))
                .anyMatch(line -> line.matches(" +undo +900 +5\\.0 +180 +0\\.5 x LOAD"))
                .anyMatch(line -> line.startsWith("Ratio  5.0 x"));
    }

    private static BenchReport report() {
        return report(null);
    }

    /** @param extraction of phases that were apart */
    private static BenchReport report(@Nullable ExtractionManifest extraction) {
        var state = new StackState(
                ProcessMark.of(ProcessHandle.current()), "", "", null, 1, List.of(), List.of(), List.of());
        try (var cpu = CpuTrace.start(state)) {
            var run = new BenchRun(
                    RunView.of(json(RUN)),
                    RunTrail.of(json(AUDIT)),
                    TableView.all(json(TABLES)),
                    extraction,
                    extraction != null,
                    cpu);
            List<StoreFloor> stores = List.of(new StoreFloor("ids", 900, 2));
            var floor = new BenchReport.Floor(
                    6,
                    150,
                    stores,
                    new BenchReport.Copying(2, 450, 1, stores),
                    new BenchReport.Copying(5, 180, 1, stores));
            return BenchNumbers.of(
                    1,
                    extraction != null,
                    floor,
                    List.of(run),
                    List.of(new BenchReport.Undo(5, 180, 0.5)),
                    List.of(new ProcessUse("loader", 1, 2)));
        }
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'), JsonNode.class);
    }
}
