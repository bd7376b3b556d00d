package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.target.Backup;
import dev.datamig.loader.target.BackupStore;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.parquet.StoredFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
        for (LoadTable table : tables) {
            if (!table.keyless()) {
                kept.add(keep(run, table));
            }
        }
        files.complete(run, new Backup(store, kept));
    }

    private Backup.Table keep(RunId run, LoadTable table) {
        List<String> columns = new ArrayList<>(table.key());
        table.target().columns().stream()
                .filter(c -> !c.generated() && !table.key().contains(c.name()))
                .forEach(c -> columns.add(c.name()));
        List<String> names = columns.stream().map(Names::quoted).toList();
        String leaving = refresh.map(r -> " or " + r.goes(table)).orElse("");
        try (BatchWriter writer = files.begin(run, table.id(), columns)) {
            session.each(
                    "keeping rows of " + table.id(),
                    "select %s from %s t where exists (select from %s f where %s)%s"
                            .formatted(
                                    Names.each(names, c -> "t." + c + "::text", ", "),
                                    table.target().own(),
                                    table.fate(),
                                    table.target().equal("f", "t", table.keyNames()),
                                    leaving),
                    row -> {
                        var cells = new @Nullable Object[columns.size()];
                        for (int i = 0; i < cells.length; i++) {
                            String text = row.getString(i + 1);
                            cells[i] = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
                        }
                        writer.write(cells);
                    });
            StoredFile file = writer.commit();
            return new Backup.Table(table.sql(), table.key(), columns, file.path(), file.rows(), file.sha256());
        }
    }
}
