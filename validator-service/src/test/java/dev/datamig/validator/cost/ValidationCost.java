package dev.datamig.validator.cost;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.ValidateCommand.ValidateSet;
import dev.datamig.contracts.outcome.Outcome.SetValidated;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.KeyText;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.validator.Pulse;
import dev.datamig.validator.audit.Constraints;
import dev.datamig.validator.flow.LeakScan;
import dev.datamig.validator.flow.ValidateBatchFlow;
import dev.datamig.validator.flow.ValidateSetFlow;
import dev.datamig.validator.seal.Seal;
import dev.datamig.validator.staging.RecordedOriginals;
import dev.datamig.validator.staging.RunFiles;
import dev.datamig.validator.staging.SchemaCache;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Measures the checks of a staged run in CPU time of the process, pass by pass: its batches one after the other, then the set. Only
 * what asks the targets is left out.
 *
 * <p>Arguments: staging folder, run, attempt, passes. The run's key must still be there: take a run that waits for its approval. Keys come from
 * {@code DATAMIG_STAGING_KEY_FILE} and {@code DATAMIG_SEAL_KEY_FILE}.
 */
public final class ValidationCost {

    private final RunFiles runFiles;
    private final ValidateBatchFlow batches;
    private final ValidateSetFlow set;
    private final List<BatchManifest> validated;
    private final ValidateSet command;

    private ValidationCost(String staging, RunId run, int attempt) {
        var area = StagingArea.open(staging);
        var files = new BatchFiles(area);
        var recorded = new RecordedOriginals(area, files);
        var keys = new RunKeys(
                area, KeyText.require("DATAMIG_STAGING_KEY", Optional.empty(), file("DATAMIG_STAGING_KEY")));
        var seal = new Seal(KeyText.require("DATAMIG_SEAL_KEY", Optional.empty(), file("DATAMIG_SEAL_KEY"))
                .bytes());
        this.runFiles = new RunFiles(area);
        this.batches = new ValidateBatchFlow(
                area,
                runFiles,
                new SchemaCache(runFiles),
                files,
                recorded,
                keys,
                Constraints.NONE,
                "cost",
                Clock.systemUTC());
        this.set = new ValidateSetFlow(
                area,
                runFiles,
                files,
                keys,
                new LeakScan(recorded, files),
                seal,
                "256MB",
                new Pulse().heartbeat(),
                Clock.systemUTC());
        this.validated = runFiles.validated(run, attempt);
        this.command =
                new ValidateSet(run, attempt, runFiles.extraction(run, attempt).district());
    }

    private static Optional<String> file(String key) {
        return Optional.ofNullable(System.getenv(key + "_FILE"));
    }

    public static void main(String[] arguments) {
        var cost = new ValidationCost(arguments[0], new RunId(arguments[1]), Integer.parseInt(arguments[2]));
        for (int pass = 1; pass <= Integer.parseInt(arguments[3]); pass++) {
            cost.pass(pass);
        }
    }

    private void pass(int number) {
        long begin = cpu();
        for (BatchManifest batch : validated) {
            if (!(batches.validate(batch) instanceof ValidateBatchFlow.Result.Passed)) {
                throw new IllegalStateException(batch.file() + " did not pass");
            }
        }
        long between = cpu();
        runFiles.unseal(command.run());
        SetValidated answer = set.validate(command).orElseThrow();
        long end = cpu();
        System.out.printf(
                "pass %d: batches %,d ms, set %,d ms, %d findings%s%n",
                number,
                (between - begin) / 1_000_000,
                (end - between) / 1_000_000,
                answer.findings().size(),
                answer.sealed() ? "" : ", NOT SEALED");
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
