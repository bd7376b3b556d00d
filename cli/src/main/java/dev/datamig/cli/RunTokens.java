package dev.datamig.cli;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Reversal;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.StagingArea;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a run's columns were masked, as the staging area has it, and what turns their fakes back. */
final class RunTokens {

    private final RunId run;
    private final Judgement judgement;
    private final RunSchema schema;

    private record Judgement(@Nullable String maskingKey, List<Column> columns) {}

    private record Column(
            TableId table,
            String column,
            @Nullable String dataClass,
            String strategy,
            Map<String, String> parameters,
            @Nullable String domain,
            @Nullable String apart) {

        String text() {
            return table + "(" + column + ")";
        }
    }

    private RunTokens(RunId run, Judgement judgement, RunSchema schema) {
        this.run = run;
        this.judgement = judgement;
        this.schema = schema;
    }

    /** @throws CommandException when the staging area has nothing of the run */
    static RunTokens of(String staging, RunId run) {
        StagingArea area = StagingArea.open(staging);
        int attempt = 1;
        while (area.exists(StagingLayout.classification(run, attempt + 1))) {
            attempt++;
        }
        Optional<byte[]> judged = area.get(StagingLayout.classification(run, attempt));
        Optional<byte[]> schema = area.get(StagingLayout.schema(run, attempt));
        if (judged.isEmpty() || schema.isEmpty()) {
            throw new CommandException(
                    ExitCode.REFUSED, "the staging area does not say how " + run + " was masked: check --staging");
        }
        return new RunTokens(run, Json.read(judged.get(), Judgement.class), Json.read(schema.get(), RunSchema.class));
    }

    /** @throws CommandException unless the run was masked under this key */
    void requireKey(MaskingKey key) {
        String used = judgement.maskingKey();
        if (used != null && !used.equals(key.id())) {
            throw new CommandException(
                    ExitCode.REFUSED, run + " was masked under the key " + used + ", this one is " + key.id());
        }
    }

    /**
     * What turns a column's fakes back.
     *
     * @param name {@code store:schema.table(column)}
     * @throws CommandException for an unknown column and for one whose fakes cannot be turned back
     */
    Reversal reversal(String name, MaskingKey key) {
        Column column = judgement.columns().stream()
                .filter(judged -> judged.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.REFUSED, run + " has no column " + name + ": write store:schema.table(column)"));
        TableSchema table = schema.table(column.table()).orElseThrow();
        ColumnSchema shape = table.column(column.column()).orElseThrow();
        String domain = column.domain() == null ? "" : column.domain();
        boolean unique =
                judgement.columns().stream().anyMatch(other -> domain.equals(other.domain()) && other.apart() != null);
        DataClass dataClass = column.dataClass() == null ? null : DataClass.valueOf(column.dataClass());
        var target = new Target(table, shape, dataClass, domain(domain, unique), column.apart() != null);
        return Reversal.of(target, column.strategy(), new Params(column.parameters()), key)
                .orElseThrow(() -> new CommandException(
                        ExitCode.REFUSED,
                        "what `" + column.strategy() + "` made of " + name
                                + " cannot be turned back; only tokens can, and e-mail addresses and user names"
                                + " whose rule says reversible: yes"));
    }

    /** The domain as the run had it: with all its columns. */
    private Domain domain(String name, boolean unique) {
        var domain = new Domain(name, unique, 0);
        for (Column column : judgement.columns()) {
            if (name.equals(column.domain())) {
                domain = schema.table(column.table())
                        .flatMap(table -> table.column(column.column()))
                        .map(domain::with)
                        .orElse(domain);
            }
        }
        return domain;
    }
}
