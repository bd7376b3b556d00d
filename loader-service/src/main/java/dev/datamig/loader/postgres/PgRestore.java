package dev.datamig.loader.postgres;

import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.LoadOrder;
import dev.datamig.loader.target.Backup;
import dev.datamig.loader.target.BackupStore;
import dev.datamig.staging.parquet.BatchReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows back as a backup has them, inside an open transaction: parents first, missing rows inserted, others overwritten, all compared;
 * and once more those that triggers of tables whose turn came later have changed since.
 */
final class PgRestore {

    private static final int AT_ONCE = 5000;

    /** Putting back may make triggers write again; where one insists nothing more is won by going on. */
    private static final int ROUNDS = 4;

    private final PgSession session;
    private final BackupStore files;
    private final TargetCatalog catalog;
    private final UndoRestoration restoration;
    private final Map<String, UndoTable> tables = new LinkedHashMap<>();

    PgRestore(PgSession session, BackupStore files, List<ReferenceRule> landscape) {
        this.session = session;
        this.files = files;
        this.catalog = TargetCatalogReader.read(session).with(landscape);
        var guard =
                new UndoGuard(session, catalog, new UndoRows(session, catalog), UndoReference.all(catalog, landscape));
        this.restoration = new UndoRestoration(
                session, guard, new Aside(session, catalog), new Dependents(session, catalog), false);
    }

    List<TableLoad> restore(Backup backup) {
        Map<String, Backup.Table> kept = new LinkedHashMap<>();
        for (Backup.Table table : backup.tables()) {
            if (table.rows() > 0) {
                kept.put(table.name(), table);
                tables.put(table.name(), fill(table));
            }
        }
        LoadOrder<String> order = catalog.order(kept.keySet());
        if (!order.deferred().isEmpty()) {
            String names = String.join(
                    ", ",
                    order.deferred().stream().map(d -> d.name()).distinct().toList());
            session.run("deferring constraints", "set constraints " + names + " deferred");
        }
        List<TableLoad> tallies = new ArrayList<>();
        order.groups().stream()
                .flatMap(List::stream)
                .forEach(name -> tallies.add(restore(backup.store(), Objects.requireNonNull(kept.get(name)))));
        session.run("checking constraints", "set constraints all immediate");
        boolean more = true;
        for (int round = 0; more && round < ROUNDS; round++) {
            more = false;
            for (Backup.Table table : kept.values()) {
                more |= onceMore(table);
            }
        }
        if (more) {
            kept.values().forEach(this::require);
        }
        return tallies;
    }

    /** Rows that are not as they were put back. @return whether there were any */
    private boolean onceMore(Backup.Table kept) {
        UndoTable table = Objects.requireNonNull(tables.get(kept.name()));
        askAnew(table);
        List<String> values = values(table, kept);
        boolean any = unchanged(table) < kept.rows() && !values.isEmpty();
        if (any) {
            restoration.restore(table, values);
        }
        return any;
    }

    private void require(Backup.Table kept) {
        UndoTable table = Objects.requireNonNull(tables.get(kept.name()));
        askAnew(table);
        restoration.require(table, values(table, kept));
    }

    private void askAnew(UndoTable table) {
        String doing = "restoring " + table.sql();
        session.update(doing, "delete from " + table.before());
        session.update(doing, "insert into %s select * from %s".formatted(table.before(), whole(table)));
    }

    /** All rows of the backup; {@link UndoTable#before} has those that are not as they were. */
    private static String whole(UndoTable table) {
        return "datamig_whole" + table.number();
    }

    private List<String> values(UndoTable table, Backup.Table kept) {
        return kept.columns().stream()
                .filter(c -> !kept.key().contains(c))
                .filter(c ->
                        table.target().column(c).map(x -> !x.identityAlways()).orElse(false))
                .map(Names::quoted)
                .toList();
    }

    /** Leaves out the rows that are as they were. @return how many */
    private long unchanged(UndoTable table) {
        return session.update(
                "restoring " + table.sql(),
                "delete from %s b using %s t where %s and %s"
                        .formatted(
                                table.before(),
                                table.target().own(),
                                table.target().equal("t", "b", table.keyNames()),
                                Fates.same("t", "b", table.columnNames())));
    }

    private UndoTable fill(Backup.Table kept) {
        TargetTable target = catalog.table(kept.name())
                .orElseThrow(() -> LoadException.of(LoaderCode.STRUCTURE_CHANGED, kept.name() + " is gone"));
        var table = new UndoTable(tables.size(), target, kept.key(), kept.columns(), null);
        String doing = "reading the backup of " + kept.name();
        session.run(
                doing,
                "create temporary table %s on commit drop as select %s from %s with no data"
                        .formatted(table.before(), Names.list(table.columnNames()), target.own()));
        List<String> casts = new ArrayList<>();
        List<String> arrays = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (int i = 0; i < kept.columns().size(); i++) {
            String name = kept.columns().get(i);
            TargetColumn column = target.column(name)
                    .orElseThrow(() ->
                            LoadException.of(LoaderCode.STRUCTURE_CHANGED, kept.name() + " has lost column " + name));
            casts.add("v.v" + i + "::" + column.type());
            arrays.add("?::text[]");
            places.add("v" + i);
        }
        String sql = "insert into %s select %s from unnest(%s) v (%s)"
                .formatted(table.before(), Names.list(casts), Names.list(arrays), Names.list(places));
        try (BatchReader reader = files.rows(kept)) {
            List<@Nullable Object[]> some = new ArrayList<>();
            for (Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                some.add(cells);
                if (some.size() == AT_ONCE) {
                    session.update(doing, sql, columns(some, kept.columns().size()));
                    some.clear();
                }
            }
            if (!some.isEmpty()) {
                session.update(doing, sql, columns(some, kept.columns().size()));
            }
        }
        return table;
    }

    private static Object[] columns(List<@Nullable Object[]> rows, int width) {
        Object[] columns = new Object[width];
        for (int i = 0; i < width; i++) {
            String[] column = new String[rows.size()];
            for (int r = 0; r < column.length; r++) {
                Object cell = rows.get(r)[i];
                if (cell != null) {
                    column[r] = new String((byte[]) cell, StandardCharsets.UTF_8);
                }
            }
            columns[i] = column;
        }
        return columns;
    }

    private TableLoad restore(String store, Backup.Table kept) {
        UndoTable table = Objects.requireNonNull(tables.get(kept.name()));
        List<String> all = table.columnNames();
        List<String> values = values(table, kept);
        String doing = "restoring " + kept.name();
        session.run(
                doing,
                "create temporary table %s on commit drop as select * from %s".formatted(whole(table), table.before()));
        long unchanged = unchanged(table);
        restoration.putWantedAside(table, values);
        long missing = session.update(
                doing,
                "insert into %s (%s) overriding system value select %s from %s b where not exists (select from %s t where %s)"
                        .formatted(
                                table.sql(),
                                Names.list(all),
                                Names.of("b", all),
                                table.before(),
                                table.target().own(),
                                table.target().equal("t", "b", table.keyNames())));
        long right = values.isEmpty() ? missing : restoration.restore(table, values);
        return new TableLoad(new TableId(store, kept.name()), missing, right - missing, unchanged, 0, 0);
    }
}
