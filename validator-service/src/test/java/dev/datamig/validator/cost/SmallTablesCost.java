package dev.datamig.validator.cost;

import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.rows;
import static dev.datamig.validator.StagedRun.text;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.StagedRun.Original;
import dev.datamig.validator.flow.ValidateBatchFlow;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures what checks cost whatever is in a batch: very many tables of three rows, one batch each. Prints CPU time of the process for each
 * batch, pass by pass: of its own checks and of the set's.
 *
 * <p>Arguments: an empty folder, tables, passes.
 */
public final class SmallTablesCost {

    private SmallTablesCost() {}

    public static void main(String[] arguments) {
        int tables = Integer.parseInt(arguments[1]);
        StagedRun run = staged(Path.of(arguments[0]), tables);
        ValidateBatchFlow batches = run.batchFlow();
        for (int pass = 1; pass <= Integer.parseInt(arguments[2]); pass++) {
            long begin = cpu();
            for (BatchManifest batch : run.masked) {
                if (!(batches.validate(batch) instanceof ValidateBatchFlow.Result.Passed)) {
                    throw new IllegalStateException(batch.file() + " did not pass");
                }
            }
            long between = cpu();
            run.runFiles.unseal(StagedRun.RUN);
            boolean sealed = run.validateSet().sealed();
            System.out.printf(
                    "pass %d: own checks %,d us a batch, set %,d us a batch, sealed: %s%n",
                    pass, (between - begin) / 1000 / tables, (cpu() - between) / 1000 / tables, sealed);
        }
    }

    private static StagedRun staged(Path folder, int tables) {
        var run = new StagedRun(folder);
        for (int i = 0; i < tables; i++) {
            String id = "ids:public.t%05d".formatted(i);
            run.table(
                    id,
                    List.of("id"),
                    List.of(),
                    number("id"),
                    number("parent"),
                    text("code"),
                    text("email"),
                    text("note"),
                    number("amount"));
            if (i > 0) {
                run.reference("r" + i, id, "parent", "ids:public.t%05d".formatted(i / 2), "id", true, null);
            }
        }
        for (int i = 0; i < tables; i++) {
            run.batch(
                    "ids:public.t%05d".formatted(i),
                    1,
                    cells(i),
                    new Original(0, "email", "VALUE", "own" + i + "@mail.test"));
        }
        return run.complete();
    }

    private static List<Object[]> cells(int table) {
        return rows(
                row(1L, 1L, "C-" + table, "a" + table + "@example.org", "about the bus", 3L),
                row(2L, 2L, "D-" + table, "b" + table + "@example.org", "Late on Monday", 4L),
                row(3L, null, null, null, null, 5L));
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
