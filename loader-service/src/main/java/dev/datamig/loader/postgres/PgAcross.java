package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at references across stores from within one snapshot of a store. */
final class PgAcross {

    private static final int AT_ONCE = 10_000;

    private final PgSession session;
    private final PgLedger ledger;
    private final TargetCatalog catalog;
    private final UndoRows rows;

    PgAcross(PgSession session, PgLedger ledger) {
        this.session = session;
        this.ledger = ledger;
        this.catalog = TargetCatalogReader.read(session);
        this.rows = new UndoRows(session, catalog);
    }

    List<List<String>> referenced(RunId run, ReferenceEnd end) {
        if (!has(end)) {
            return List.of();
        }
        Optional<UndoTable> table = rows.fill(ledger, run, end.table());
        if (table.isEmpty() || table.get().keyless()) {
            return List.of();
        }
        // rows that another run counts as its own will stay; the transaction is never committed
        new UndoGuard(session, catalog, rows, List.of()).handOver(ledger, run);
        String doing = "reading referenced values of " + end.table();
        return session.query(
                doing,
                "select distinct %s from %s t join %s k on %s where k.%s = 'i' and not k.%s and %s"
                        .formatted(
                                Names.each(names(end), c -> "t." + c + "::text", ", "),
                                table.get().target().own(),
                                table.get().rows(),
                                table.get().meant("t", "k"),
                                UndoTable.KIND,
                                UndoTable.KEEP,
                                Names.each(names(end), c -> "t." + c + " is not null", " and ")),
                row -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= end.columns().size(); i++) {
                        values.add(row.getString(i));
                    }
                    return values;
                });
    }

    long strangers(RunId run, ReferenceRule reference, List<List<String>> values) {
        ReferenceEnd from = reference.from();
        if (!has(from)) {
            return 0;
        }
        String doing = "looking for rows built on the run's in " + from.table();
        List<String> places = new ArrayList<>();
        List<String> meets = new ArrayList<>();
        for (int i = 0; i < from.columns().size(); i++) {
            places.add("v" + i);
            meets.add("c." + names(from).get(i) + "::text = v.v" + i);
        }
        session.run(
                doing,
                "create temporary table datamig_v (%s) on commit drop"
                        .formatted(Names.each(places, p -> p + " text", ", ")));
        for (int at = 0; at < values.size(); at += AT_ONCE) {
            keep(doing, values.subList(at, Math.min(values.size(), at + AT_ONCE)));
        }
        session.run(doing, "analyze datamig_v");
        Optional<UndoTable> ours = rows.fill(ledger, run, from.table());
        return session.number(
                doing,
                "select count(*) from %s c where (%s) and exists (select from datamig_v v where %s)%s"
                        .formatted(
                                from.table(),
                                reference.when() == null ? "true" : reference.when(),
                                String.join(" and ", meets),
                                ours.map(table -> " and not exists (select from %s k where %s)"
                                                .formatted(table.rows(), table.meant("c", "k")))
                                        .orElse("")));
    }

    private void keep(String doing, List<List<String>> values) {
        int width = values.get(0).size();
        Object[] columns = new Object[width];
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int column = i;
            columns[i] = values.stream().map(row -> row.get(column)).toArray(String[]::new);
            arrays.add("?::text[]");
        }
        session.update(doing, "insert into datamig_v select * from unnest(%s)".formatted(Names.list(arrays)), columns);
    }

    private boolean has(ReferenceEnd end) {
        Optional<TargetTable> table = catalog.table(end.table());
        return table.isPresent()
                && end.columns().stream().allMatch(c -> table.get().column(c).isPresent());
    }

    private static List<String> names(ReferenceEnd end) {
        return end.columns().stream().map(Names::quoted).toList();
    }
}
