package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.order.LoadOrder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that a load has inserted, as files in COPY's text format, and the shortest way of them into an equal target: one
 * transaction, parents first. Tables of a cycle that no constraint opens cannot be copied into place one by one; their rows wait in
 * temporary tables, filled before the clock runs, for one statement.
 */
final class CopyFloor implements AutoCloseable {

    private final PgSession session;
    private final LoadOrder<String> order;
    private final Map<String, Path> files;
    private final Map<String, String> columns;
    private final long rows;

    private CopyFloor(
            PgSession session,
            LoadOrder<String> order,
            Map<String, Path> files,
            Map<String, String> columns,
            long rows) {
        this.session = session;
        this.order = order;
        this.files = files;
        this.columns = columns;
        this.rows = rows;
    }

    /** To be called when the store has been loaded. */
    static CopyFloor prepare(SpeedTargets targets, String store, List<TableSchema> tables) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        Map<String, String> columns = new LinkedHashMap<>();
        long rows = 0;
        PgSession floor = targets.floorSession(store);
        TargetCatalog catalog = TargetCatalogReader.read(floor);
        try (PgSession loaded = targets.loaderSession(store)) {
            for (TableSchema schema : tables) {
                String name = schema.id().name();
                TargetTable table = catalog.table(name).orElseThrow();
                String list = Names.list(table.columns().stream()
                        .filter(column -> !column.generated())
                        .map(TargetColumn::sql)
                        .toList());
                Path file = Files.createTempFile("floor", ".copy");
                long written = write(loaded, table, list, file);
                rows += written;
                if (written == 0) {
                    Files.delete(file);
                } else {
                    files.put(name, file);
                    columns.put(name, list);
                }
            }
        }
        var made = new CopyFloor(floor, catalog.order(files.keySet()), files, columns, rows);
        made.stageCycles();
        return made;
    }

    private static long write(PgSession loaded, TargetTable table, String columns, Path file) throws IOException {
        long[] rows = {0};
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            loaded.copyOut(
                    "keeping what was loaded",
                    "copy (select %s from %s t where xmin = (select xmin from datamig.load)) to stdout"
                            .formatted(columns, table.own()),
                    line -> {
                        rows[0]++;
                        try {
                            out.write(line);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        return rows[0];
    }

    private void stageCycles() {
        for (List<String> group : order.groups()) {
            if (group.size() > 1) {
                for (String table : group) {
                    session.run(
                            "preparing",
                            "create temporary table %s as select %s from %s with no data"
                                    .formatted(staged(group, table), columns.get(table), table));
                    copy(table, staged(group, table));
                }
            }
        }
    }

    private String staged(List<String> group, String table) {
        return "floor_" + order.groups().indexOf(group) + "_" + group.indexOf(table);
    }

    long rows() {
        return rows;
    }

    void copy() {
        session.begin();
        if (!order.deferred().isEmpty()) {
            List<String> names =
                    order.deferred().stream().map(d -> d.name()).distinct().toList();
            session.run("deferring", "set constraints " + String.join(", ", names) + " deferred");
        }
        for (List<String> group : order.groups()) {
            if (group.size() == 1) {
                copy(group.get(0), group.get(0));
            } else {
                List<String> parts = new ArrayList<>();
                for (String table : group) {
                    parts.add("p%d as (insert into %s (%s) overriding system value select * from %s)"
                            .formatted(parts.size(), table, columns.get(table), staged(group, table)));
                }
                session.run("copying", "with " + String.join(", ", parts) + " select 1");
            }
        }
        session.commit();
    }

    private void copy(String table, String into) {
        session.copyIn("copying", "copy %s (%s) from stdin".formatted(into, columns.get(table)), copy -> {
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = new BufferedInputStream(Files.newInputStream(files.get(table)))) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    copy.writeToCopy(buffer, 0, n);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() {
        session.close();
        for (Path file : files.values()) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
