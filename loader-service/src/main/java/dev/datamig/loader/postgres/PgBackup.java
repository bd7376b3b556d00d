package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.target.Backup;
import dev.datamig.loader.target.BackupStore;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.parquet.StoredFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every row of the target that a sealed row meets or that a refresh takes away, before the load writes: those are the rows that
 * it could change.
 */
final class PgBackup {

    private final PgSession session;
    private final BackupStore files;
    private final Optional<Refresh> refresh;

    PgBackup(PgSession session, BackupStore files, Optional<Refresh> refresh) {
        this.session = session;
        this.files = files;
        this.refresh = refresh;
    }

    /** @param tables that were compared with the target's */
    void keep(RunId run, String store, Collection<LoadTable> tables) {
        List<Backup.Table> kept = new ArrayList<>();
        Set<String> met = new HashSet<>();
        for (LoadTable table : tables) {
            if (!table.keyless()) {
                met.add(table.sql());
                kept.add(keep(run, table.id(), table.target(), table.key(), isMet(table)));
            }
        }
        refresh.ifPresent(r -> r.leaving().values().stream()
                .filter(table -> !met.contains(table.target().sql()) && !table.keyless())
                .forEach(table -> kept.add(keep(
                        run, new TableId(store, table.sql()), table.target(), table.key(), r.leaves(table.sql())))));
        files.complete(run, new Backup(store, kept));
    }

    private String isMet(LoadTable table) {
        return "exists (select from %s f where %s)%s"
                .formatted(
                        table.fate(),
                        table.target().equal("f", "t", table.keyNames()),
                        refresh.map(r -> " or " + r.leaves(table.sql())).orElse(""));
    }

    /** @param which of the target's rows {@code t} */
    private Backup.Table keep(RunId run, TableId id, TargetTable table, List<String> key, String which) {
        List<String> columns = new ArrayList<>(key);
        table.columns().stream()
                .filter(c -> !c.generated() && !key.contains(c.name()))
                .forEach(c -> columns.add(c.name()));
        List<String> names = columns.stream().map(Names::quoted).toList();
        try (BatchWriter writer = files.begin(run, id, columns)) {
            session.each(
                    "keeping rows of " + id,
                    "select %s from %s t where %s"
                            .formatted(Names.each(names, c -> "t." + c + "::text", ", "), table.own(), which),
                    row -> {
                        var cells = new @Nullable Object[columns.size()];
                        for (int i = 0; i < cells.length; i++) {
                            String text = row.getString(i + 1);
                            cells[i] = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
                        }
                        writer.write(cells);
                    });
            StoredFile file = writer.commit();
            return new Backup.Table(table.sql(), key, columns, file.path(), file.rows(), file.sha256());
        }
    }
}
