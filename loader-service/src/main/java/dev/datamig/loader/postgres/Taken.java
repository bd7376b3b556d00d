package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.TableId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that are not free where other rows carry them as theirs: a row that is one with its parent (its key is its reference)
 * meets somebody else's row, so it is the parent that needs another key, in whatever store that is.
 */
final class Taken {

    /** A key of one column. */
    record Key(TableId table, String column) {}

    private final PgSession session;
    private final Map<Key, String> tables = new LinkedHashMap<>();

    Taken(PgSession session) {
        this.session = session;
    }

    private String table(Key key) {
        return tables.computeIfAbsent(key, k -> {
            String name = "datamig_t" + tables.size();
            session.run("preparing", "create temporary table " + name + " (v text primary key) on commit drop");
            return name;
        });
    }

    /** @param values a query that gives one column of text @return how many were not known */
    long add(Key key, String values) {
        return session.update("noting keys", "insert into %s %s on conflict do nothing".formatted(table(key), values));
    }

    Optional<String> of(TableId table, String column) {
        return Optional.ofNullable(tables.get(new Key(table, column)));
    }

    Set<Key> keys() {
        return tables.keySet();
    }

    void each(Key key, PgSession.LineSink sink) {
        session.copyOut("noting keys", "copy (select v from %s order by v) to stdout".formatted(table(key)), sink);
    }
}
