package dev.datamig.loader.postgres;

import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.target.Leaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names the values of an undo's rows to which rows of other stores may refer. */
final class PgLeaving {

    private static final int AT_ONCE = 10_000;

    private final PgSession session;
    private final TargetCatalog catalog;
    private final UndoRows rows;

    /** @param rows filled, and what other runs count as theirs handed over */
    PgLeaving(PgSession session, TargetCatalog catalog, UndoRows rows) {
        this.session = session;
        this.catalog = catalog;
        this.rows = rows;
    }

    /** @return what they say to it */
    Optional<LoadException> tell(Leaving leaving) {
        for (ReferenceEnd end : leaving.ends()) {
            UndoTable table = rows.tables().get(catalog.named(end).table());
            if (table != null && !table.keyless() && catalog.has(catalog.named(end))) {
                tell(leaving, end, table, leaving.wanted(end).orElse(null));
                leaving.told(end);
            }
        }
        return leaving.refusal();
    }

    /** @param wanted the values that matter; null for all */
    private void tell(Leaving leaving, ReferenceEnd end, UndoTable table, @Nullable Set<List<String>> wanted) {
        if (wanted != null && wanted.isEmpty()) {
            return;
        }
        List<String> columns = end.columns().stream().map(Names::quoted).toList();
        List<List<String>> some = new ArrayList<>();
        session.each(
                "reading referenced values of " + end.table(),
                "select %s from %s t join %s k on %s where k.%s = 'i' and not k.%s and %s%s%s"
                        .formatted(
                                Names.each(columns, c -> "t." + c + "::text", ", "),
                                table.target().own(),
                                table.rows(),
                                table.meant("t", "k"),
                                UndoTable.KIND,
                                UndoTable.KEEP,
                                Names.each(columns, c -> "t." + c + " is not null", " and "),
                                isUnique(table.target(), end) ? "" : " and not " + staying(table, columns),
                                wanted == null ? "" : " and " + oneOf(columns)),
                row -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        values.add(row.getString(i));
                    }
                    some.add(values);
                    if (some.size() == AT_ONCE) {
                        leaving.values(end, List.copyOf(some));
                        some.clear();
                    }
                },
                wanted == null ? new Object[0] : arrays(wanted, columns.size()));
        if (!some.isEmpty()) {
            leaving.values(end, List.copyOf(some));
        }
    }

    private static boolean isUnique(TargetTable table, ReferenceEnd end) {
        return table.keys().stream().anyMatch(key -> end.columns().containsAll(key.columns()));
    }

    /** Whether a row that stays has the same values, so that nobody misses them. */
    private static String staying(UndoTable table, List<String> columns) {
        return "exists (select from %s o where %s and not exists (select from %s ko where ko.%s = 'i' and not ko.%s and %s))"
                .formatted(
                        table.target().own(),
                        Names.each(columns, c -> "o." + c + " = t." + c, " and "),
                        table.rows(),
                        UndoTable.KIND,
                        UndoTable.KEEP,
                        table.meant("o", "ko"));
    }

    private static String oneOf(List<String> columns) {
        return "(%s) in (select * from unnest(%s))"
                .formatted(
                        Names.each(columns, c -> "t." + c + "::text", ", "),
                        Names.each(columns, c -> "?::text[]", ", "));
    }

    /** The values by column. */
    private static Object[] arrays(Set<List<String>> values, int columns) {
        Object[] arrays = new Object[columns];
        for (int i = 0; i < columns; i++) {
            int column = i;
            arrays[i] = values.stream().map(value -> value.get(column)).toArray(String[]::new);
        }
        return arrays;
    }
}
