package dev.datamig.loader.postgres;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What columns held in the sealed rows, kept beside a stage before anything in it is moved. References are followed from these
 * values, so that a new key that is also somebody's old one does no harm, and following twice changes nothing.
 */
final class Originals {

    private final PgSession session;
    private final Links links;
    private final SharedValues values;
    private final Set<LoadTable> kept = new HashSet<>();

    Originals(PgSession session, Links links, SharedValues values) {
        this.session = session;
        this.links = links;
        this.values = values;
    }

    /** Called before a table's stage is changed for the first time. @return the table with the original values */
    String keep(LoadTable table) {
        String name = "datamig_o" + table.number();
        if (kept.add(table)) {
            List<String> columns = columns(table).map(Names::quoted).toList();
            session.run(
                    "preparing " + table.id(),
                    "create temporary table %s on commit drop as select %s, %s from %s"
                            .formatted(name, Stage.ROW, Names.list(columns), table.stage()));
            session.run("preparing " + table.id(), "analyze " + name);
        }
        return name;
    }

    /** Where the original values are to be found: the stage itself as long as nothing was moved. */
    String of(LoadTable table) {
        return kept.contains(table) ? "datamig_o" + table.number() : table.stage();
    }

    /** Columns that may be moved, and are therefore kept. */
    private Stream<String> columns(LoadTable table) {
        return Stream.concat(links.movable(table).stream(), values.columns(table).stream())
                .distinct();
    }

    /** The rows of a table as the source has them, whatever was moved since: a query of its columns and {@link Stage#ROW}. */
    String rows(LoadTable table) {
        if (!moved(table)) {
            return "select * from " + table.stage();
        }
        Set<String> kept = columns(table).collect(Collectors.toSet());
        return "select %s, s.%s from %s s join %s o on o.%2$s = s.%2$s"
                .formatted(
                        table.columns().stream()
                                .map(column -> (kept.contains(column.name()) ? "o." : "s.") + column.sql())
                                .collect(Collectors.joining(", ")),
                        Stage.ROW,
                        table.stage(),
                        of(table));
    }

    boolean moved(LoadTable table) {
        return kept.contains(table);
    }
}
