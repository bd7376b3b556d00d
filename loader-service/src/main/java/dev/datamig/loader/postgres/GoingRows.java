package dev.datamig.loader.postgres;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that a refresh takes away, as they are before it gives others back what they held: triggers may change them then (a counter of
 * children), which is neither a tester's doing nor what an undo has to lead back to.
 */
final class GoingRows {

    private final PgSession session;
    private final Map<String, String> kept = new HashMap<>();

    GoingRows(PgSession session) {
        this.session = session;
    }

    /** Locks rows that may go and keeps them beside. @param tables with a key */
    void keep(Map<String, UndoTable> tables) {
        tables.forEach((name, table) -> {
            if (!table.keyless()) {
                String rows = "datamig_i" + table.number();
                String doing = "keeping rows of " + name;
                String from =
                        "%s t join %s k on %s".formatted(table.target().own(), table.rows(), table.meant("t", "k"));
                session.number(doing, "select count(*) from (select 1 from " + from + " for update of t) locked");
                session.run(
                        doing, "create temporary table %s on commit drop as select t.* from %s".formatted(rows, from));
                kept.put(name, rows);
            }
        });
    }

    /** What was kept of a table; empty when nothing was. */
    Optional<String> of(UndoTable table) {
        return Optional.ofNullable(kept.get(table.sql()));
    }

    boolean any() {
        return !kept.isEmpty();
    }

    /** Rows that go and were not as they had been loaded, by table. */
    Map<String, Long> changed(Map<String, UndoTable> tables) {
        Map<String, Long> changed = new LinkedHashMap<>();
        tables.forEach((name, table) -> of(table).ifPresent(rows -> {
            long count = session.number(
                    "comparing " + name,
                    "select count(*) from %s t join %s k on %s where not k.%s and %s"
                            .formatted(
                                    rows,
                                    table.rows(),
                                    table.meant("t", "k"),
                                    UndoTable.KEEP,
                                    table.changed("t", "k")));
            if (count > 0) {
                changed.put(name, count);
            }
        }));
        return changed;
    }
}
