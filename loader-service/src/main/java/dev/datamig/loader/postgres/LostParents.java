package dev.datamig.loader.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows to which others would refer again once they get back what they held, and which are gone: testers, or a later run, took them away. */
final class LostParents {

    private final PgSession session;
    private final UndoRows rows;
    private final List<UndoReference> references;
    private final Set<String> tables = new LinkedHashSet<>();

    LostParents(PgSession session, UndoRows rows, List<UndoReference> references) {
        this.session = session;
        this.rows = rows;
        this.references = references;
    }

    /**
     * Counts, by table, rows that cannot get back what they held.
     *
     * @param comingBack by table a table with the rows that the undo brings back
     */
    Map<String, Long> counts(Map<String, String> comingBack) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (UndoReference reference : references) {
            UndoTable table = rows.tables().get(reference.childRoot());
            if (table != null && reference.declared()) {
                List<String> known = new ArrayList<>(table.keyNames());
                List<String> values = rows.restorable(table);
                known.addAll(values);
                List<String> referring =
                        reference.childColumns().stream().map(Names::quoted).toList();
                if (known.containsAll(referring) && values.stream().anyMatch(referring::contains)) {
                    count(reference, table, referring, comingBack, counts);
                }
            }
        }
        return counts;
    }

    private void count(
            UndoReference reference,
            UndoTable table,
            List<String> referring,
            Map<String, String> comingBack,
            Map<String, Long> counts) {
        String back = comingBack.get(reference.parentRoot());
        long count = session.number(
                "looking for rows that are gone from " + reference.parentRoot(),
                "select count(*) from %s b where %s and not exists (select from %s t where %s)%s"
                        .formatted(
                                table.before(),
                                Names.each(referring, name -> "b." + name + " is not null", " and "),
                                rows.own(reference.parentRoot()),
                                reference.meets("b", "t"),
                                back == null
                                        ? ""
                                        : " and not exists (select from %s r where %s)"
                                                .formatted(back, reference.meets("b", "r"))));
        if (count > 0) {
            counts.merge(table.sql(), count, Long::sum);
            tables.add(reference.parentRoot());
        }
    }

    /** Of which tables rows are gone. */
    Set<String> tables() {
        return tables;
    }
}
