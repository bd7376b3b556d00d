package dev.datamig.loader.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Children of rows that go in a refresh which are the new run's own: they refer to what its sealed rows refer to, be it to nothing as
 * in the source, and not to what goes. By a declared reference with an action ({@code CASCADE}, {@code SET NULL}) they would go or
 * change with it as long as they have not been written, so there they count only where all is written in one statement.
 */
final class OwnChildren implements UndoGuard.Settled {

    private final UndoRows claims;
    private final Map<String, LoadTable> tables = new HashMap<>();
    private boolean inOneStatement;

    /** @param claims the previous run's rows */
    OwnChildren(UndoRows claims) {
        this.claims = claims;
    }

    /** The tables of the new run, staged and compared. */
    void of(Collection<LoadTable> compared) {
        compared.forEach(table -> tables.put(table.sql(), table));
    }

    void inOneStatement(boolean yes) {
        inOneStatement = yes;
    }

    @Override
    public Optional<String> by(UndoReference reference) {
        LoadTable table = tables.get(reference.childRoot());
        if (table == null || reference.declared() && !inOneStatement) {
            return Optional.empty();
        }
        UndoTable claim = claims.tables().get(table.sql());
        String staying = claim == null
                ? "false"
                : "exists (select from %s kh where %s)".formatted(Refresh.held(claim), claim.meant("c", "kh"));
        return Optional.of(table.keyless() ? staying : staying + " or " + written(table));
    }

    /** New rows, once they are there, and overwritten ones. */
    private static String written(LoadTable table) {
        return "exists (select from %s s where %s and not exists (select from %s f where f.datamig_row = s.%s and f.datamig_fate <> 'd'))"
                .formatted(table.stage(), table.target().equal("s", "c", table.keyNames()), table.fate(), Stage.ROW);
    }
}
