package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.target.Strangers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a PostgreSQL database that are not a run's, within one snapshot and one session. */
final class PgStrangers implements Strangers {

    private static final String VALUES = "datamig_v";

    private final PgSession session;
    private final PgLedger ledger;
    private final RunId run;
    private final TargetCatalog catalog;
    private final UndoRows rows;
    private final Map<String, Optional<UndoTable>> ours = new HashMap<>();
    private final @Nullable String madeBy;
    private int width;
    private boolean analyzed;

    /** @param session is closed with this */
    PgStrangers(PgSession session, PgLedger ledger, RunId run) {
        this.session = session;
        this.ledger = ledger;
        this.run = run;
        this.catalog = TargetCatalogReader.read(session);
        this.rows = new UndoRows(session, catalog);
        this.madeBy = ledger.exists() ? ledger.madeBy(run).orElse(null) : null;
    }

    @Override
    public void leaving(List<List<String>> values) {
        String doing = "looking for rows built on the run's";
        if (width == 0) {
            width = values.getFirst().size();
            List<String> places = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                places.add("v" + i + " text");
            }
            session.run(doing, "create temporary table %s (%s) on commit drop".formatted(VALUES, Names.list(places)));
        }
        Object[] columns = new Object[width];
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int column = i;
            columns[i] = values.stream().map(row -> row.get(column)).toArray(String[]::new);
            arrays.add("?::text[]");
        }
        session.update(doing, "insert into %s select * from unnest(%s)".formatted(VALUES, Names.list(arrays)), columns);
    }

    @Override
    public Optional<Set<List<String>>> referred(ReferenceRule reference, int most) {
        ReferenceEnd from = catalog.named(reference.from());
        if (!catalog.has(from)) {
            return Optional.of(Set.of());
        }
        List<String> columns =
                from.columns().stream().map(name -> "c." + Names.quoted(name)).toList();
        List<List<String>> values = session.query(
                "looking for rows built on the run's in " + from.table(),
                "select distinct %s from %s c where (%s) and %s%s limit %d"
                        .formatted(
                                Names.each(columns, c -> c + "::text", ", "),
                                from.table(),
                                reference.when() == null ? "true" : reference.when(),
                                Names.each(columns, c -> c + " is not null", " and "),
                                madeBy == null ? "" : " and c.xmin <> '" + madeBy + "'::xid",
                                most + 1),
                row -> {
                    List<String> value = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        value.add(row.getString(i));
                    }
                    return value;
                });
        return values.size() > most ? Optional.empty() : Optional.of(Set.copyOf(values));
    }

    @Override
    public void forget() {
        if (width > 0) {
            session.run("looking for rows built on the run's", "drop table " + VALUES);
            width = 0;
            analyzed = false;
        }
    }

    @Override
    public long count(ReferenceRule reference) {
        ReferenceEnd from = catalog.named(reference.from());
        if (width == 0 || !catalog.has(from)) {
            return 0;
        }
        String doing = "looking for rows built on the run's in " + from.table();
        if (!analyzed) {
            session.run(doing, "analyze " + VALUES);
            analyzed = true;
        }
        List<String> meets = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            meets.add("c." + Names.quoted(from.columns().get(i)) + "::text = v.v" + i);
        }
        String referring = "select count(*) from %s c where (%s) and exists (select from %s v where %s)"
                .formatted(
                        from.table(),
                        reference.when() == null ? "true" : reference.when(),
                        VALUES,
                        String.join(" and ", meets));
        // mostly the run's rows alone refer, and they need not be looked up in the ledger to be known
        if (madeBy != null && session.number(doing, referring + " and c.xmin <> '" + madeBy + "'::xid") == 0) {
            return 0;
        }
        return session.number(
                doing,
                referring
                        + ours(from.table())
                                .map(table -> " and not exists (select from %s k where %s)"
                                        .formatted(table.rows(), table.meant("c", "k")))
                                .orElse(""));
    }

    private Optional<UndoTable> ours(String table) {
        return ours.computeIfAbsent(table, name -> rows.fill(ledger, run, name));
    }

    @Override
    public void close() {
        session.close();
    }
}
