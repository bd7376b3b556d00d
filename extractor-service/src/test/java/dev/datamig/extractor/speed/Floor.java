package dev.datamig.extractor.speed;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.sandbox.servers.PostgresServer;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

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

    /** Copies everything out over so many connections at once. @return rows */
    long copy(int connections) throws Exception {
        long rows = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (Future<Long> each : tables.stream()
                    .map(table -> threads.submit(() -> copy(table)))
                    .toList()) {
                rows += each.get();
            }
        }
        return rows;
    }

    private long copy(TableId table) throws SQLException, java.io.IOException {
        try (Connection connection = server.connect(table.store())) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (select * from " + twin(table) + ") TO STDOUT", OutputStream.nullOutputStream());
        }
    }
}
