package dev.datamig.validator.flow;

import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.audit.Target;
import dev.datamig.validator.audit.Target.Parent;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.check.PortableSql;
import dev.datamig.validator.check.References;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the references of loaded rows that resolve in none of their parents, in whichever target those lie. */
final class TargetReferences {

    private final RunSchema schema;
    private final Targets targets;
    private final List<References.Group> groups;
    private final Map<Reference, Long> dangling = new LinkedHashMap<>();
    private long looked;

    TargetReferences(RunSchema schema, Targets targets) {
        this.schema = schema;
        this.targets = targets;
        this.groups = References.of(schema);
    }

    /** A chunk of loaded rows. */
    void see(TableSchema child, List<@Nullable Object[]> rows) {
        for (References.Group group : groups) {
            Reference reference = group.first();
            boolean known = reference.fromColumns().stream()
                    .allMatch(name -> child.column(name).isPresent());
            if (!reference.from().equals(child.id()) || !known || leftToTheConstraint(reference)) {
                continue;
            }
            looked += rows.size();
            Target here = targets.of(child.id().store());
            List<String[]> open = here.unresolved(child, rows, reference, parents(group, child, true));
            for (Reference alternative : group.alternatives()) {
                if (alternative.crossesStores() && !open.isEmpty()) {
                    open = targets.of(alternative.to().store())
                            .absent(parent(alternative), child, reference.fromColumns(), open);
                }
            }
            if (!open.isEmpty()) {
                dangling.merge(reference, (long) open.size(), Long::sum);
            }
        }
    }

    /** The bounds of a hash partition name the source's own table by its number; who is equal only PostgreSQL knows. */
    private static boolean leftToTheConstraint(Reference reference) {
        String when = reference.when();
        return reference.declared()
                && !reference.crossesStores()
                && (reference.spellingsVary() || when != null && !PortableSql.is(when));
    }

    private List<Parent> parents(References.Group group, TableSchema child, boolean here) {
        List<Parent> parents = new ArrayList<>();
        for (Reference alternative : group.alternatives()) {
            if (alternative.to().store().equals(child.id().store()) == here) {
                parents.add(parent(alternative));
            }
        }
        return parents;
    }

    private Parent parent(Reference reference) {
        return new Parent(schema.table(reference.to()).orElseThrow(), reference.toColumns());
    }

    void report(Findings findings) {
        findings.looked(Check.CERT_REFERENCE, looked);
        dangling.forEach((reference, count) -> findings.add(
                Check.CERT_REFERENCE,
                reference.declared() ? Severity.ERROR : Severity.WARNING,
                reference.from(),
                String.join(", ", reference.fromColumns()),
                count,
                "keys that loaded rows refer to (" + reference.name() + ") and that no target has"));
    }
}
