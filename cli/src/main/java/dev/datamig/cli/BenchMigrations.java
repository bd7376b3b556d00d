package dev.datamig.cli;

import dev.datamig.cli.bench.BenchReport;
import dev.datamig.cli.bench.CpuTrace;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunState;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.ExtractionManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings a district to CERT and takes it back, with all that is known of it. */
record BenchMigrations(Surroundings surroundings, Coordinator coordinator, CpuTrace cpu, boolean apart, boolean quiet) {

    BenchRun migrate(String district) {
        String id = coordinator
                .post("/runs", Map.of("districtId", district, "options", Map.of("readFirst", apart)))
                .path("id")
                .asText();
        ProgressBoard board = quiet ? ProgressBoard.silent() : new ProgressBoard(surroundings.terminal());
        RunView run = new RunFollower(coordinator, board, Clock.systemUTC()).follow(id);
        return new BenchRun(
                run,
                trail(id),
                TableView.all(coordinator.get("/runs/" + Coordinator.escaped(id) + "/tables")),
                extraction(id),
                apart,
                cpu);
    }

    /** @throws CommandException when CERT does not come back to what it was */
    BenchReport.Undo takeBack(BenchRun run) {
        String id = run.run().id();
        surroundings.terminal().message("  taking " + id + " back");
        Instant ordered = Instant.now();
        RunView undone = Rollback.order(coordinator, id, false);
        if (undone.state() != RunState.ROLLED_BACK) {
            throw new CommandException(ExitCode.FAILED, id + " could not be taken back: it is " + undone.state());
        }
        Instant ended = trail(id).state(RunState.ROLLED_BACK.name()).orElseGet(Instant::now);
        double seconds = BenchRun.seconds(ordered, ended);
        long rows = run.stores().values().stream().mapToLong(Long::longValue).sum();
        return new BenchReport.Undo(
                seconds, seconds <= 0 ? 0 : rows / seconds, run.loadSeconds() <= 0 ? 0 : seconds / run.loadSeconds());
    }

    private RunTrail trail(String id) {
        return RunTrail.of(coordinator.get("/runs/" + Coordinator.escaped(id) + "/audit"));
    }

    /** The stack is this command's own, and so is its staging area. */
    private @Nullable ExtractionManifest extraction(String id) {
        Path file = surroundings.folder().staging().resolve(StagingLayout.extractionManifest(new RunId(id)));
        try {
            return Files.isReadable(file) ? Json.read(Files.readAllBytes(file), ExtractionManifest.class) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("the manifest of the extraction cannot be read", e);
        }
    }
}
