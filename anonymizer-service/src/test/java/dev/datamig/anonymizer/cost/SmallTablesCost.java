package dev.datamig.anonymizer.cost;

import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.anonymizer.TestStage;
import dev.datamig.anonymizer.classify.Samples;
import dev.datamig.anonymizer.policy.RulesDraft;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what a batch costs whatever is in it: very many tables of three rows, one batch each, under rules drafted for them. Prints CPU time per
 * batch, pass by pass; the first includes the plan and a cold Java.
 *
 * <p>Arguments: an empty folder, tables, passes.
 */
public final class SmallTablesCost {

    private SmallTablesCost() {}

    public static void main(String[] arguments) {
        org.jboss.logmanager.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        int tables = Integer.parseInt(arguments[1]);
        RunSchema schema = schema(tables);
        var stage = new TestStage(Path.of(arguments[0]), schema);
        stage.rules(RulesDraft.of(schema, Samples.NONE));
        List<BatchManifest> batches = batches(stage, tables);
        for (int pass = 1; pass <= Integer.parseInt(arguments[2]); pass++) {
            long process = processCpu();
            long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            mask(stage, batches);
            System.out.printf(
                    "pass %d: %,d us of the process a batch, %,d us of the working thread%n",
                    pass,
                    (processCpu() - process) / 1000 / batches.size(),
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - thread) / 1000 / batches.size());
        }
    }

    private static RunSchema schema(int tables) {
        var out = new ArrayList<TableSchema>();
        for (int i = 0; i < tables; i++) {
            List<String> columns = new ArrayList<>(List.of("id int!", "code varchar(20)", "status text", "amount int"));
            if (i % 2 == 0) {
                columns.addAll(List.of("first_name text", "last_name text", "email varchar(100)", "birth_date date"));
            }
            if (i % 3 == 0) {
                columns.add("note text");
            }
            out.add(TestSchemas.table("ids:public.t%05d".formatted(i), columns, "id"));
        }
        return TestSchemas.schema(out);
    }

    private static List<BatchManifest> batches(TestStage stage, int tables) {
        var out = new ArrayList<BatchManifest>();
        for (int i = 0; i < tables; i++) {
            var rows = new Object[3][];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = row(i, row);
            }
            out.add(stage.batch("ids:public.t%05d".formatted(i), rows));
        }
        return out;
    }

    private static Object[] row(int table, int row) {
        var cells = new ArrayList<Object>(List.of(row, utf8("C-" + table + "-" + row), utf8("open"), table + row));
        if (table % 2 == 0) {
            cells.addAll(List.of(
                    utf8(row == 0 ? "Orla" : "Bram"),
                    utf8("Quillfeather"),
                    utf8("orla" + table + "@mail.test"),
                    14000 + row));
        }
        if (table % 3 == 0) {
            cells.add(utf8("Spoke to Mrs. Quillfeather about the bus on Monday, call 202-555-0" + (100 + row)));
        }
        return cells.toArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void mask(TestStage stage, List<BatchManifest> batches) {
        var deferred = new ArrayList<BatchManifest>();
        for (BatchManifest batch : batches) {
            if (answer(stage, batch) instanceof Answer.Deferred) {
                deferred.add(batch.asResumed());
            }
        }
        deferred.forEach(batch -> answer(stage, batch));
    }

    private static Answer answer(TestStage stage, BatchManifest batch) {
        Answer answer = stage.flow().anonymize(batch);
        if (answer instanceof Answer.Failed failed) {
            throw new IllegalStateException(failed.failure().message());
        }
        return answer;
    }

    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
