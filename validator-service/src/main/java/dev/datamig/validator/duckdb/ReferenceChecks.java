package dev.datamig.validator.duckdb;

import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.check.PortableSql;
import dev.datamig.validator.check.References;
import dev.datamig.validator.rules.ValidationRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every reference resolves within the subset; where one does not, the raw extracts tell whose fault it is. */
public final class ReferenceChecks {

    /** DuckDB takes {@code c.x} for a field of a column {@code c} before it thinks of a table: no column may be called like these. */
    private static final String CHILD = "\"datamig#child\".";

    private static final String PARENT = "\"datamig#parent\".";

    private final SubsetDatabase database;
    private final RunSchema schema;
    private final RawKeys raw;
    private final ValidationRules rules;

    public ReferenceChecks(SubsetDatabase database, RunSchema schema, RawKeys raw, ValidationRules rules) {
        this.database = database;
        this.schema = schema;
        this.raw = raw;
        this.rules = rules;
    }

    public void check(Findings findings) {
        for (References.Group group : References.of(schema)) {
            check(group, findings);
        }
    }

    private void check(References.Group group, Findings findings) {
        Reference reference = group.first();
        database.asked("reference " + reference.name() + " of " + reference.from());
        String columns = String.join(", ", reference.fromColumns());
        String when = reference.when();
        Optional<TableSchema> child = schema.table(reference.from());
        List<Reference> parents = group.alternatives().stream()
                .filter(each -> database.has(each.to()))
                .toList();
        if (child.isEmpty() || !database.has(reference.from())) {
            return;
        }
        if (when != null && !PortableSql.is(when)) {
            left(reference, columns, findings);
            return;
        }
        List<Integer> places = places(child.get(), reference.fromColumns());
        if (places.size() < reference.fromColumns().size() || !parents.stream().allMatch(this::travels)) {
            left(reference, columns, findings);
            return;
        }
        String from = from(reference, places);
        if (when != null && !evaluates(from)) {
            left(reference, columns, findings);
            return;
        }
        String dangling = parents.isEmpty()
                ? "true"
                : parents.stream()
                        .map(parent -> absent(child.get(), places, parent))
                        .collect(Collectors.joining(" AND "));
        String query = "SELECT count(*), count_if(dangling) FROM (SELECT " + dangling + " AS dangling" + from + ")";
        try {
            double[] counts = database.tryRows(query, 2).getFirst();
            findings.looked(Check.REFERENCE, (long) counts[0]);
            judge(reference, parents, child.get(), columns, (long) counts[1], findings);
        } catch (SQLException e) {
            if (!EngineError.isOfValues(e)) {
                throw database.failed(e);
            }
            String why = "keys of " + reference.name() + " cannot be compared here (" + EngineError.kind(e)
                    + "): they are looked up in the target's database after the load";
            left(reference, columns, 1, why, findings);
        }
    }

    private String from(Reference reference, List<Integer> places) {
        String present = String.join(
                " AND ",
                places.stream()
                        .map(i -> CHILD + SubsetDatabase.place(i) + " IS NOT NULL")
                        .toList());
        String when = reference.when();
        String view = when == null ? database.plainView(reference.from()) : database.view(reference.from());
        return " FROM " + view + " AS \"datamig#child\" WHERE " + present + (when == null ? "" : " AND (" + when + ")");
    }

    /** Whether all columns that are referred to are among those that are copied; generated ones are not. */
    private boolean travels(Reference reference) {
        TableSchema parent = schema.table(reference.to()).orElseThrow();
        return places(parent, reference.toColumns()).size()
                == reference.toColumns().size();
    }

    private void judge(
            Reference reference,
            List<Reference> parents,
            TableSchema child,
            String columns,
            long dangling,
            Findings findings) {
        if (dangling > 0 && reference.spellingsVary()) {
            String why = "keys of " + reference.name() + " are written differently from their parents', or are periods:"
                    + " the target's constraint tells whether they resolve";
            left(reference, columns, dangling, why, findings);
        } else if (dangling > 0) {
            blame(reference, parents, child, columns, dangling, findings);
        }
    }

    /** Whether the engine understands the condition, and can work it out for every row. */
    private boolean evaluates(String from) {
        try {
            database.tryCount("SELECT count(*)" + from);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private String absent(TableSchema child, List<Integer> places, Reference reference) {
        List<Pair> pairs = pairs(child, places, reference);
        String from = " FROM " + database.plainView(reference.to()) + " AS \"datamig#parent\" WHERE ";
        if (pairs.size() == 1 && database.isSmall(reference.from()) && database.isSmall(reference.to())) {
            Pair pair = pairs.getFirst();
            return "NOT coalesce(" + pair.here() + " IN (SELECT " + pair.there() + from + pair.there()
                    + " IS NOT NULL), false)";
        }
        String equal =
                pairs.stream().map(pair -> pair.there() + " = " + pair.here()).collect(Collectors.joining(" AND "));
        return "NOT EXISTS (SELECT 1" + from + equal + ")";
    }

    /** What is compared of the child and of its parent. */
    private record Pair(String here, String there) {}

    private List<Pair> pairs(TableSchema child, List<Integer> places, Reference reference) {
        TableSchema parent = schema.table(reference.to()).orElseThrow();
        List<Integer> parentPlaces = places(parent, reference.toColumns());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            ColumnSchema here = child.copiedColumns().get(places.get(i));
            ColumnSchema there = parent.copiedColumns().get(parentPlaces.get(i));
            pairs.add(new Pair(
                    Expressions.key(here, CHILD + SubsetDatabase.place(places.get(i)), there),
                    Expressions.key(there, PARENT + SubsetDatabase.place(parentPlaces.get(i)), here)));
        }
        return pairs;
    }

    private void blame(
            Reference reference,
            List<Reference> parents,
            TableSchema child,
            String columns,
            long dangling,
            Findings findings) {
        TableId table = reference.from();
        long inProd = Math.min(dangling, raw.dangling(reference, parents, child));
        findings.error(
                Check.REFERENCE,
                table,
                columns,
                dangling - inProd,
                "references (" + reference.name()
                        + ") that resolve between the raw extracts and no longer after masking: "
                        + "both columns need the same rule and domain");
        Severity severity = rules.dangling(reference).orElse(reference.declared() ? Severity.ERROR : Severity.WARNING);
        findings.add(
                Check.REFERENCE,
                severity,
                table,
                columns,
                inProd,
                reference.declared()
                        ? "references (" + reference.name()
                                + ") whose parent is not in the subset, although the source declares them: "
                                + "repair them in PROD, or name the columns under orphans in the landscape"
                        : "references (" + reference.name()
                                + ") that nothing declares and that dangle in PROD as well");
    }

    private void left(Reference reference, String columns, Findings findings) {
        String why = "the condition of " + reference.name()
                + " needs the target's database: it is checked there after the load";
        left(reference, columns, 1, why, findings);
    }

    private void left(Reference reference, String columns, long count, String why, Findings findings) {
        findings.looked(Check.REFERENCE_LEFT, count);
        findings.add(Check.REFERENCE_LEFT, Severity.INFO, reference.from(), columns, count, why);
    }

    /** The places of the columns among those that travel; fewer when one does not. */
    static List<Integer> places(TableSchema table, List<String> names) {
        List<String> copied =
                table.copiedColumns().stream().map(ColumnSchema::name).toList();
        return names.stream().map(copied::indexOf).filter(at -> at >= 0).toList();
    }
}
