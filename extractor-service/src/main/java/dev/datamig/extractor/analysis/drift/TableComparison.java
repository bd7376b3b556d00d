package dev.datamig.extractor.analysis.drift;

import dev.datamig.extractor.analysis.drift.DriftFinding.Kind;
import dev.datamig.extractor.analysis.drift.DriftFinding.Severity;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.shape.TableShape.CheckShape;
import dev.datamig.extractor.analysis.shape.TableShape.ForeignKeyShape;
import dev.datamig.extractor.analysis.shape.TableShape.KeyShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a target's table against the source's of the same name. */
final class TableComparison {

    private final TableShape source;
    private final TableShape target;
    private final List<DriftFinding> findings = new ArrayList<>();

    TableComparison(TableShape source, TableShape target) {
        this.source = source;
        this.target = target;
    }

    List<DriftFinding> findings() {
        source.columns().forEach(this::compare);
        target.columns().stream()
                .filter(column -> source.column(column.name()).isEmpty())
                .filter(column -> !column.nullable() && !column.filled())
                .forEach(column -> add(
                        Severity.STOPS,
                        Kind.REQUIRED_COLUMN,
                        column.name(),
                        "is NOT NULL without default in the target and not there in the source",
                        "Give the target's column a default, or let it be NULL."));
        compareKeys();
        compareForeignKeys();
        compareChecks();
        return findings;
    }

    private void add(Severity severity, Kind kind, @Nullable String column, String what, String hint) {
        findings.add(new DriftFinding(severity, kind, source.id().name(), column, what, hint));
    }

    private void compare(ColumnShape column) {
        ColumnShape twin = target.column(column.name()).orElse(null);
        if (twin == null) {
            if (column.generated() == null) {
                add(
                        Severity.STOPS,
                        Kind.MISSING_COLUMN,
                        column.name(),
                        "is missing in the target",
                        "Add the column to the target.");
            }
            return;
        }
        TypeChange.of(column, twin)
                .ifPresent(change ->
                        add(change.severity(), Kind.COLUMN_TYPE, column.name(), change.what(), change.hint()));
        compareFilling(column, twin);
        compareValues(column, twin);
    }

    private void compareFilling(ColumnShape column, ColumnShape twin) {
        if (column.nullable() && !twin.nullable()) {
            add(
                    Severity.MAY_STOP,
                    Kind.NULLABILITY,
                    column.name(),
                    "may be NULL in the source but not in the target",
                    "Drop NOT NULL in the target, or fill the column in the source.");
        }
        if (column.generated() == null && twin.generated() != null) {
            add(
                    Severity.STOPS,
                    Kind.GENERATED,
                    column.name(),
                    "is computed in the target but has values of its own in the source",
                    "Make it an ordinary column in the target.");
        } else if (column.generated() != null && twin.generated() == null && !twin.nullable() && !twin.filled()) {
            add(
                    Severity.STOPS,
                    Kind.GENERATED,
                    column.name(),
                    "is computed in the source and NOT NULL without default in the target",
                    "Make it a generated column in the target too: computed columns are not copied.");
        }
    }

    private void compareValues(ColumnShape column, ColumnShape twin) {
        List<String> missing = column.allowed().stream()
                .filter(label -> !twin.allowed().isEmpty() && !twin.allowed().contains(label))
                .toList();
        if (!missing.isEmpty()) {
            add(
                    Severity.MAY_STOP,
                    Kind.ENUM_LABELS,
                    column.name(),
                    "has " + missing.size() + " labels in the source that the target's enum lacks: "
                            + String.join(", ", missing.subList(0, Math.min(5, missing.size()))),
                    "ALTER TYPE … ADD VALUE in the target.");
        }
        if (!Objects.equals(column.collation(), twin.collation())) {
            add(
                    Severity.INFORMATION,
                    Kind.COLLATION,
                    column.name(),
                    "is sorted by " + collation(column) + " in the source and by " + collation(twin) + " in the target",
                    "Values that one collation tells apart may be equal to the other in a unique key.");
        }
    }

    private static String collation(ColumnShape column) {
        return Objects.requireNonNullElse(column.collation(), "the default collation");
    }

    private static Set<List<String>> columns(TableShape table) {
        return table.keys().stream()
                .map(key -> key.columns().stream().sorted().toList())
                .collect(Collectors.toSet());
    }

    private void compareKeys() {
        Set<List<String>> here = columns(source);
        Set<List<String>> there = columns(target);
        KeyShape primary = source.primaryKey();
        for (List<String> key : here) {
            if (!there.contains(key)) {
                boolean main = primary != null && Set.copyOf(primary.columns()).equals(Set.copyOf(key));
                add(
                        main ? Severity.MAY_STOP : Severity.INFORMATION,
                        Kind.KEY,
                        null,
                        "the " + (main ? "primary" : "unique") + " key (" + String.join(", ", key)
                                + ") is missing in the target",
                        "Create it in the target: without it conflicts are not seen.");
            }
        }
        for (List<String> key : there) {
            if (!here.contains(key)) {
                add(
                        Severity.MAY_STOP,
                        Kind.KEY,
                        null,
                        "(" + String.join(", ", key) + ") is unique in the target but not in the source",
                        "Drop the key in the target, or make sure that the source has no duplicates.");
            }
        }
    }

    private static String demand(ForeignKeyShape key) {
        return "(" + String.join(", ", key.columns()) + ") → " + key.parent().name() + "("
                + String.join(", ", key.parentColumns()) + ")";
    }

    private void compareForeignKeys() {
        Set<String> here =
                source.foreignKeys().stream().map(TableComparison::demand).collect(Collectors.toSet());
        Set<String> there =
                target.foreignKeys().stream().map(TableComparison::demand).collect(Collectors.toSet());
        new HashSet<>(here)
                .stream()
                        .filter(key -> !there.contains(key))
                        .forEach(key -> add(
                                Severity.INFORMATION,
                                Kind.FOREIGN_KEY,
                                null,
                                "the foreign key " + key + " is missing in the target",
                                "Create it in the target if testers should be held to it."));
        there.stream()
                .filter(key -> !here.contains(key))
                .forEach(key -> add(
                        Severity.MAY_STOP,
                        Kind.FOREIGN_KEY,
                        null,
                        "the target demands the foreign key " + key + ", the source does not",
                        "Declare it in the landscape, so that the rows it needs come along."));
    }

    private void compareChecks() {
        Set<String> here = source.checks().stream().map(CheckShape::definition).collect(Collectors.toSet());
        target.checks().stream()
                .filter(check -> !here.contains(check.definition()))
                .forEach(check -> add(
                        Severity.MAY_STOP,
                        Kind.CHECK,
                        null,
                        "the target demands the check " + check.name() + ", the source does not",
                        "Give the target the source's checks."));
        Set<String> there = target.checks().stream().map(CheckShape::definition).collect(Collectors.toSet());
        source.checks().stream()
                .filter(check -> !there.contains(check.definition()))
                .forEach(check -> add(
                        Severity.INFORMATION,
                        Kind.CHECK,
                        null,
                        "the check " + check.name() + " is missing in the target",
                        "Create it in the target if testers should be held to it."));
    }
}
