package dev.datamig.loader.postgres;

import dev.datamig.loader.target.KeyEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rows that the run does not have, but refers to, and that another district has brought under another key: a person of that district
 * whose JSON names its school. References in JSON and undeclared ones follow these too.
 */
final class Outside {

    private final PgSession session;
    private final Links links;
    private final Map<KeyChoice.Surrogate, String> pairs = new LinkedHashMap<>();
    private int made;

    Outside(PgSession session, Links links) {
        this.session = session;
        this.links = links;
    }

    /** @param values a query for old and new keys, o1 and n1; nothing is kept of rows that the target does not have */
    private void keep(KeyChoice.Surrogate key, String values) {
        LoadTable table = key.table();
        if (pairs.containsKey(key) || !links.names(table).contains(key.column().name())) {
            return;
        }
        String name = "datamig_a" + made++;
        String doing = "taking over keys of " + table.id();
        session.run(
                doing,
                "create temporary table %1$s on commit drop as select v.o1::%2$s as o1, v.n1::%2$s as n1 from (%3$s) v join %4$s t on t.%5$s = v.n1::%2$s"
                        .formatted(
                                name,
                                key.column().type(),
                                values,
                                table.target().own(),
                                key.column().sql()));
        session.run(doing, "analyze " + name);
        if (session.number(doing, "select count(*) from " + name) > 0) {
            pairs.put(key, name);
        }
    }

    /** What the run's plan has kept. */
    void learn(KeyInbox inbox, KeyChoice choice) {
        for (KeyInbox.Key key : inbox.keys(KeyEntry.Kind.OUTSIDE)) {
            links.staged(key.table())
                    .flatMap(table -> choice.among(table, key.columns()))
                    .ifPresent(surrogate -> keep(surrogate, KeyInbox.values(key, KeyEntry.Kind.OUTSIDE)));
        }
    }

    /** What others have chosen for rows that are not staged. @param chosen a table of it, with {@code old} and {@code new} */
    void keep(KeyChoice.Surrogate key, String chosen, String unless) {
        keep(key, "select m.old as o1, m.new as n1 from %s m where m.others and not (%s)".formatted(chosen, unless));
    }

    boolean concerns(LoadTable parent) {
        return pairs.keySet().stream().anyMatch(key -> key.table().id().equals(parent.id()));
    }

    /** Old and new keys, a table, of rows known by these columns. */
    Optional<String> of(LoadTable parent, List<String> columns) {
        return pairs.entrySet().stream()
                .filter(each -> each.getKey().table().id().equals(parent.id())
                        && List.of(each.getKey().column().name()).equals(columns))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** For the load of this store. */
    void each(Consumer<KeyEntry> taker) {
        pairs.forEach((key, name) -> session.copyOut(
                "telling keys",
                "copy (select o1::text, n1::text from %s order by o1) to stdout".formatted(name),
                line -> {
                    List<String> fields = CopyLine.fields(line);
                    taker.accept(new KeyEntry(
                            key.table().id(),
                            List.of(key.column().name()),
                            KeyEntry.Kind.OUTSIDE,
                            List.of(fields.get(0)),
                            List.of(fields.get(1))));
                }));
    }
}
