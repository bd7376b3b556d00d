package dev.datamig.loader.postgres;

import dev.datamig.contracts.outcome.ConflictPlan;
import dev.datamig.contracts.outcome.CyclePlan;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.outcome.TablePlan;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.order.Dependency;
import dev.datamig.loader.order.LoadOrder;
import dev.datamig.loader.target.LoadPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts into words, counts and estimates what a comparison has found. */
final class PlanDetail {

    /** Rows per second where nothing was loaded yet. */
    private static final double RATE = 40_000;

    private static final String MEASURED = """
            select coalesce(sum(rows) / nullif(sum(seconds), 0), 0) from (
              select extract(epoch from finished - started) as seconds,
                (select sum((e ->> 'inserted')::int8) from jsonb_array_elements(tallies::jsonb) e) as rows
              from datamig.load where store = ? and state = 'loaded' order by finished desc limit 5) x where rows > 1000""";

    private final PgSession session;
    private final LoadPolicy policy;
    private final Map<String, LoadTable> tables;
    private final TargetCatalog catalog;
    private final KeptColumns kept;

    PlanDetail(
            PgSession session,
            LoadPolicy policy,
            Map<String, LoadTable> tables,
            TargetCatalog catalog,
            KeptColumns kept) {
        this.session = session;
        this.kept = kept;
        this.policy = policy;
        this.tables = tables;
        this.catalog = catalog;
    }

    /** @param further warnings */
    StorePlan of(PgLedger ledger, String store, List<TablePlan> plans, List<String> refreshes, List<String> further) {
        LoadOrder<String> order = catalog.order(tables.keySet());
        List<TablePlan> inOrder = new ArrayList<>();
        for (List<String> group : order.groups()) {
            for (String table : group) {
                plans.stream().filter(plan -> plan.table().name().equals(table)).forEach(inOrder::add);
            }
        }
        long rows = plans.stream()
                .mapToLong(plan -> plan.inserted() + plan.updated())
                .sum();
        double rate = ledger.exists()
                ? session.query("reading rates", MEASURED, row -> row.getDouble(1), store)
                        .get(0)
                : 0;
        return new StorePlan(
                inOrder,
                cycles(order),
                refreshes,
                plans.stream().mapToLong(TablePlan::bytes).sum(),
                Math.round(1000 * rows / (rate > 0 ? rate : RATE)),
                Stream.concat(warnings(plans).stream(), further.stream()).toList());
    }

    private List<String> warnings(List<TablePlan> plans) {
        List<String> warnings = new ArrayList<>(new UnindexedReferences(session).warnings(plans));
        warnings.addAll(hiddenReferences(plans));
        warnings.addAll(Watchmen.warnings(session));
        warnings.addAll(new Publications(session).warnings(tables.values()));
        var keeping = new KeepingTriggers(session);
        for (TablePlan plan : plans) {
            LoadTable table = tables.get(plan.table().name());
            if (table != null
                    && plan.inserted() > 0
                    && !table.target().triggers().isEmpty()) {
                warnings.add("triggers of %s fire for the loaded rows: %s"
                        .formatted(
                                plan.table().name(),
                                String.join(", ", table.target().triggers())));
            }
            if (table != null
                    && plan.inserted() > 0
                    && !table.target().insertRules().isEmpty()) {
                warnings.add(
                        "rules of %s do not act on the loaded rows, which come to stand where the source has them: %s"
                                .formatted(
                                        plan.table().name(),
                                        String.join(", ", table.target().insertRules())));
            }
            if (table != null && plan.inserted() > 0) {
                warnings.addAll(new TextCounters(session).warnings(table));
                warnings.addAll(keeping.warnings(table));
            }
            if (table != null && !kept.byTriggers(table).isEmpty()) {
                warnings.add("triggers of %s set columns, in which rows are therefore not compared: %s"
                        .formatted(plan.table().name(), String.join(", ", kept.byTriggers(table))));
            }
        }
        return warnings;
    }

    /** Whose rows an undo would change, and may not look at. */
    private List<String> hiddenReferences(List<TablePlan> plans) {
        Set<String> written = new HashSet<>();
        plans.stream()
                .filter(plan -> plan.inserted() > 0)
                .forEach(plan -> written.add(plan.table().name()));
        return catalog.references().stream()
                .filter(r -> !r.readable() && !r.stops() && written.contains(r.parentRoot()))
                .map(r ->
                        "%s refers to %s with CASCADE, SET NULL or SET DEFAULT (%s), and the account may not read it: an undo would be refused (LOD-013); GRANT SELECT ON %s (and USAGE on its schema) helps"
                                .formatted(r.child(), r.parent(), r.name(), r.child()))
                .distinct()
                .toList();
    }

    private List<CyclePlan> cycles(LoadOrder<String> order) {
        List<CyclePlan> cycles = new ArrayList<>();
        for (List<String> group : order.groups()) {
            if (group.size() > 1) {
                cycles.add(new CyclePlan(ids(group), "oneStatement", List.of()));
            }
        }
        if (!order.deferred().isEmpty()) {
            Set<String> members = new LinkedHashSet<>();
            order.deferred().forEach(d -> members.addAll(List.of(d.parent(), d.child())));
            cycles.add(new CyclePlan(
                    ids(List.copyOf(members)),
                    "deferred",
                    order.deferred().stream().map(Dependency::name).distinct().toList()));
        }
        return cycles;
    }

    private List<TableId> ids(List<String> names) {
        return names.stream()
                .flatMap(name -> Optional.ofNullable(tables.get(name)).stream())
                .map(LoadTable::id)
                .toList();
    }

    /**
     * What becomes of a table.
     *
     * @param how it is written
     * @param remapped rows with another key than the sealed one
     * @param removed rows of the refreshed run that are gone
     */
    TablePlan of(
            LoadTable table,
            String how,
            TableLoad tally,
            List<String> changed,
            List<ConflictPlan> conflicts,
            long remapped,
            long removed) {
        long[] reference = session.query(
                        "counting " + table.id(),
                        """
                        select count(*) filter (where f.datamig_fate = 'u'), count(*) filter (where f.datamig_fate is null)
                        from %s s left join %s f on f.datamig_row = s.%s where not s.%s""".formatted(table.stage(), table.fate(), Stage.ROW, Stage.OWNED),
                        row -> new long[] {row.getLong(1), row.getLong(2)})
                .get(0);
        return new TablePlan(
                table.id(),
                policy.of(table.id()),
                how,
                tally.inserted(),
                tally.updated(),
                tally.updated() > 0 ? changed : List.of(),
                tally.unchanged(),
                reference[0],
                tally.matched(),
                reference[1],
                remapped,
                removed,
                conflicts,
                bytes(table, tally.inserted() + tally.updated()));
    }

    /** The staged rows' own size, and what the target's indexes take per row now. */
    private long bytes(LoadTable table, long written) {
        return session.number("estimating " + table.id(), """
                select (%1$d * (pg_table_size(%2$s::regclass)::numeric * %6$d / %7$d / greatest(%3$d, 1)
                  + coalesce((select pg_indexes_size(c.oid)::numeric / c.reltuples::numeric from pg_class c
                      where c.oid = %4$d and c.reltuples > 1000), %5$d * 40)))::int8""".formatted(
                        written,
                        Names.literal(table.stage()),
                        table.rows(),
                        table.target().oid(),
                        table.target().keys().size(),
                        table.schema().copiedColumns().size(),
                        table.columns().size()));
    }
}
