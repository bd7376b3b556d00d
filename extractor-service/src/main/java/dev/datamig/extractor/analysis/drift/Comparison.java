package dev.datamig.extractor.analysis.drift;

import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.extractor.analysis.drift.DriftFinding.Kind;
import dev.datamig.extractor.analysis.drift.DriftFinding.Severity;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.StoreShape.DomainShape;
import dev.datamig.extractor.analysis.shape.StoreShape.GraphRule;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a store's target against its source. */
public final class Comparison {

    private final StoreShape source;
    private final StoreShape target;
    private final List<DriftFinding> findings = new ArrayList<>();

    private Comparison(StoreShape source, StoreShape target) {
        this.source = source;
        this.target = target;
    }

    /** What differs, the worst first. */
    public static StoreDrift of(StoreShape source, StoreShape target) {
        Comparison comparison = new Comparison(source, target);
        if (source.kind() == StoreKind.POSTGRESQL) {
            comparison.compareEncodings();
            comparison.compareTables();
            comparison.compareDomains();
        } else {
            comparison.compareRules();
        }
        List<DriftFinding> sorted = comparison.findings.stream()
                .sorted(Comparator.comparing(DriftFinding::severity)
                        .thenComparing(finding -> Objects.requireNonNullElse(finding.table(), ""))
                        .thenComparing(finding -> Objects.requireNonNullElse(finding.column(), ""))
                        .thenComparing(DriftFinding::what))
                .toList();
        return new StoreDrift(source.name(), true, null, sorted);
    }

    /** The target could not be read. */
    public static StoreDrift unreadable(String store, String reason) {
        return new StoreDrift(store, false, reason, List.of());
    }

    /** UTF8 has all characters. */
    private void compareEncodings() {
        String there = target.encoding();
        if (there == null || there.equals(source.encoding()) || there.equals("UTF8")) {
            return;
        }
        findings.add(new DriftFinding(
                Severity.MAY_STOP,
                Kind.ENCODING,
                null,
                null,
                "the target's database is encoded in " + there + ", the source's in " + source.encoding(),
                "Create the target's database with ENCODING 'UTF8': a load fails at the first character that " + there
                        + " lacks, made-up names included."));
    }

    private void compareTables() {
        Map<String, TableShape> there = new HashMap<>();
        target.tables().forEach(table -> there.put(table.id().name(), table));
        for (TableShape table : source.tables()) {
            TableShape twin = there.get(table.id().name());
            if (twin == null) {
                findings.add(isHidden(table) ? hidden(table) : missing(table));
            } else {
                findings.addAll(new TableComparison(table, twin).findings());
            }
        }
    }

    private boolean isHidden(TableShape table) {
        String schema = SqlName.parse(table.id().name()).schema();
        return schema != null && target.hidden().contains(schema);
    }

    /** Nobody can say whether it is there. */
    private static DriftFinding hidden(TableShape table) {
        return new DriftFinding(
                Severity.MAY_STOP,
                Kind.HIDDEN_TABLE,
                table.id().name(),
                null,
                "is in a schema that the target's account may not look into",
                "Grant the account USAGE on the schema, and look again.");
    }

    private static DriftFinding missing(TableShape table) {
        return new DriftFinding(
                Severity.STOPS,
                Kind.MISSING_TABLE,
                table.id().name(),
                null,
                "is missing in the target",
                "Create the table in the target, or exclude it in the landscape.");
    }

    private void compareDomains() {
        Map<String, DomainShape> there =
                target.domains().stream().collect(Collectors.toMap(DomainShape::name, domain -> domain));
        for (DomainShape domain : source.domains()) {
            DomainShape twin = there.get(domain.name());
            if (twin == null) {
                continue;
            }
            Set<String> extra = new HashSet<>(twin.checks());
            domain.checks().forEach(extra::remove);
            if (!extra.isEmpty() || (domain.nullable() && !twin.nullable())) {
                findings.add(new DriftFinding(
                        Severity.MAY_STOP,
                        Kind.DOMAIN,
                        null,
                        null,
                        "domain " + domain.name() + " is stricter in the target",
                        "Give the target's domain the source's checks, or fix the rules so that masked values pass."));
            }
        }
    }

    private void compareRules() {
        Set<String> here = source.rules().stream().map(GraphRule::demand).collect(Collectors.toSet());
        Set<String> there = target.rules().stream().map(GraphRule::demand).collect(Collectors.toSet());
        source.rules().stream()
                .filter(rule -> !there.contains(rule.demand()))
                .forEach(
                        rule -> findings.add(
                                new DriftFinding(
                                        Severity.INFORMATION,
                                        Kind.GRAPH_CONSTRAINT,
                                        String.join("|", rule.labels()),
                                        null,
                                        "the constraint " + rule.demand() + " is missing in the target",
                                        "Create it in the target: without it duplicates go unnoticed and loads look nodes up without an index.")));
        target.rules().stream()
                .filter(rule -> !here.contains(rule.demand()))
                .forEach(rule -> findings.add(new DriftFinding(
                        Severity.MAY_STOP,
                        Kind.GRAPH_CONSTRAINT,
                        String.join("|", rule.labels()),
                        null,
                        "the target demands " + rule.demand() + ", the source does not",
                        "Drop it in the target, or make sure that the source's nodes fulfil it.")));
    }
}
