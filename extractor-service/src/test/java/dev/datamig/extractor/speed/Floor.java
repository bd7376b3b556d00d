package dev.datamig.extractor.speed;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.sandbox.servers.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The same rows and nothing but them, copied out with nothing in between. */
final class Floor {

    static final String SCHEMA = "datamig_floor";

    private final PostgresServer server;
    private final List<TableId> tables;

    /** @param tables largest first, each with a twin in {@link #SCHEMA} that has the subset's rows */
    Floor(PostgresServer server, List<TableId> tables) {
        this.server = server;
        this.tables = tables;
    }

    /** The twin's name. */
    static String twin(TableId table) {
        return SCHEMA + ".\"" + table.name().replace("\"", "") + "\"";
    }

    /** Copies everything out as text, over so many connections at once. @return rows */
    long copy(int connections) throws Exception {
        return sum(
                connections,
                tables.stream()
                        .map(table -> (Callable<Long>) () -> copy(List.of(table), "text"))
                        .toList());
    }

    /** Copies everything out in binary form, over one connection for each store. @return rows */
    long copyStores() throws Exception {
        var stores = tables.stream().collect(Collectors.groupingBy(TableId::store));
        return sum(
                stores.size(),
                stores.values().stream()
                        .map(all -> (Callable<Long>) () -> copy(all, "binary"))
                        .toList());
    }

    private static long sum(int threads, List<Callable<Long>> copies) throws Exception {
        long rows = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<Long> each : pool.invokeAll(copies)) {
                rows += each.get();
            }
        }
        return rows;
    }

    /** @param all of one store */
    private long copy(List<TableId> all, String format) throws SQLException, IOException {
        long rows = 0;
        try (Connection connection = server.connect(all.get(0).store())) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (TableId table : all) {
                rows += copies.copyOut(
                        "COPY (select * from " + twin(table) + ") TO STDOUT (FORMAT " + format + ")",
                        OutputStream.nullOutputStream());
            }
        }
        return rows;
    }
}
