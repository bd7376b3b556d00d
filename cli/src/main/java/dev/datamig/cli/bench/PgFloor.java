package dev.datamig.cli.bench;

import dev.datamig.sandbox.data.PgEndpoint;
import dev.datamig.sandbox.stack.StackFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.postgresql.copy.CopyIn;

/**
 * The floor of a PostgreSQL store: {@code COPY … TO STDOUT} and {@code COPY … FROM STDIN}, table by table on one connection each way,
 * what is written in one transaction.
 *
 * <p>The rows are those that the run has put into CERT, recognised by the transaction that wrote them. They go into a copy of CERT's
 * database from before the run ({@link PgScratch}). Tables to which nothing but CERT's triggers has written are not read by themselves,
 * because no run reads them in PROD.
 */
public final class PgFloor implements StoreCopy {

    private static final int CHUNK = 1 << 16;

    private final PgEndpoint cluster;
    private final String database;
    private final Path folder;
    private final PgScratch scratch;
    private String firstTransaction = "";
    private final Map<String, Long> spooled = new HashMap<>();

    private PgFloor(PgEndpoint cluster, String database, Path folder, PgScratch scratch) {
        this.cluster = cluster;
        this.database = database;
        this.folder = folder;
        this.scratch = scratch;
    }

    /**
     * Copies CERT's database as it is now; nobody may be working in it.
     *
     * @param folder where rows may lie, made when absent
     */
    public static PgFloor prepare(PgEndpoint cluster, String database, Path folder) {
        try {
            var floor = new PgFloor(
                    cluster, database, folder.resolve("floor-of-" + database), PgScratch.of(cluster, database));
            floor.mark();
            return floor;
        } catch (SQLException e) {
            throw new BenchException("the scratch copy of " + database + " could not be made", e);
        }
    }

    /** What is written from here on is the run's. */
    public void mark() {
        try (var session = new PgSession(cluster, database)) {
            firstTransaction =
                    session.texts("select pg_current_xact_id()::xid::text").getFirst();
        } catch (SQLException e) {
            throw failed("looked at", e);
        }
    }

    @Override
    public StoreFloor read() {
        List<CopyTable> brought = brought();
        long begin = System.nanoTime();
        long rows = 0;
        try (var source = new PgSession(cluster, database);
                var nowhere = OutputStream.nullOutputStream()) {
            for (CopyTable table : brought) {
                long read = source.copies().copyOut(table.out(firstTransaction), nowhere);
                if (read != spooled.getOrDefault(table.name(), read)) {
                    throw new BenchException(
                            "table %s of %s: other rows were read than before; is somebody else at work in CERT?"
                                    .formatted(table.name(), database));
                }
                rows += read;
            }
        } catch (SQLException | IOException e) {
            throw failed("read", e);
        }
        return floor(rows, begin);
    }

    @Override
    public void spool() {
        try (var source = new PgSession(cluster, database)) {
            Files.createDirectories(folder);
            int number = 0;
            for (CopyTable table : tables(source)) {
                try (var file = new BufferedOutputStream(Files.newOutputStream(file(number++)), CHUNK)) {
                    spooled.put(table.name(), source.copies().copyOut(table.out(firstTransaction), file));
                }
            }
        } catch (SQLException | IOException e) {
            throw failed("read", e);
        }
    }

    private Path file(int number) {
        return folder.resolve(number + ".copy");
    }

    @Override
    public StoreFloor write() {
        long begin = System.nanoTime();
        long rows = 0;
        try (var target = new PgSession(cluster, scratch.copy())) {
            target.begin();
            int number = 0;
            for (CopyTable table : tables(target)) {
                try (var file = Files.newInputStream(file(number++))) {
                    rows += target.copies().copyIn(table.in(), file, CHUNK);
                }
            }
            target.commit();
        } catch (SQLException | IOException e) {
            throw failed("written", e);
        }
        return floor(rows, begin);
    }

    @Override
    public StoreFloor pipe() {
        long begin = System.nanoTime();
        long rows = 0;
        try (var source = new PgSession(cluster, database);
                var target = new PgSession(cluster, scratch.copy())) {
            target.begin();
            for (CopyTable table : tables(source)) {
                rows += pipe(source, target, table);
            }
            target.commit();
        } catch (SQLException e) {
            throw failed("copied", e);
        }
        return floor(rows, begin);
    }

    private long pipe(PgSession source, PgSession target, CopyTable table) {
        var pipe = new RowPipe();
        List<Callable<Long>> ends = List.of(() -> feed(source, table, pipe), () -> drain(pipe, target, table));
        List<Long> rows = SideBySide.all(ends);
        if (!rows.getFirst().equals(rows.getLast())) {
            throw new BenchException("table %s of %s: %d rows were read and %d written"
                    .formatted(table.name(), database, rows.getFirst(), rows.getLast()));
        }
        return rows.getLast();
    }

    private long feed(PgSession source, CopyTable table, RowPipe pipe) {
        try (var chunks = new BufferedOutputStream(pipe, CHUNK)) {
            long rows = source.copies().copyOut(table.out(firstTransaction), chunks);
            chunks.flush();
            pipe.end();
            return rows;
        } catch (SQLException | IOException e) {
            throw failed("copied from table " + table.name(), e);
        }
    }

    private long drain(RowPipe pipe, PgSession target, CopyTable table) throws InterruptedException {
        try {
            CopyIn copy = target.copies().copyIn(table.in());
            byte[] chunk = pipe.take();
            while (chunk.length > 0) {
                copy.writeToCopy(chunk, 0, chunk.length);
                chunk = pipe.take();
            }
            return copy.endCopy();
        } catch (SQLException e) {
            throw failed("copied into table " + table.name(), e);
        }
    }

    /** Tables of which the run has brought rows itself, as the ledger says; all where there is no ledger. */
    private List<CopyTable> brought() {
        try (var source = new PgSession(cluster, database)) {
            List<CopyTable> all = tables(source);
            if (source.texts("select relname from pg_class where oid = to_regclass('datamig.change')")
                    .isEmpty()) {
                return all;
            }
            Set<String> brought = Set.copyOf(source.texts("""
                    select distinct c.oid::regclass::text from pg_class c
                    where coalesce(pg_partition_root(c.oid)::oid, c.oid) in (
                      select to_regclass(table_name)::oid from datamig.change where kind in ('INSERTED', 'REFERENCE'))
                    """));
            return all.stream().filter(table -> brought.contains(table.name())).toList();
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    /** Leaves only: what a partition holds is copied into it. */
    private static List<CopyTable> tables(PgSession session) throws SQLException {
        List<CopyTable> tables = new ArrayList<>();
        for (List<String> table : session.rows("""
                select c.oid::regclass::text, string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                where c.relkind = 'r' and c.relpersistence <> 't' and c.relnamespace in (
                  select oid from pg_namespace where nspname not in ('datamig', 'information_schema') and nspname !~ '^pg_')
                group by c.oid order by 1
                """, 2)) {
            tables.add(new CopyTable(table.getFirst(), table.getLast()));
        }
        return tables;
    }

    @Override
    public void renew() {
        try {
            scratch.renew();
        } catch (SQLException e) {
            throw new BenchException("the scratch copy of " + database + " could not be made", e);
        }
    }

    @Override
    public void drop() {
        try {
            StackFolder.delete(folder);
            scratch.drop();
        } catch (SQLException e) {
            throw new BenchException("the scratch copy of " + database + " could not be removed", e);
        }
    }

    private StoreFloor floor(long rows, long begin) {
        return new StoreFloor(database, rows, (System.nanoTime() - begin) / 1e9);
    }

    private BenchException failed(String what, Exception cause) {
        return new BenchException("the rows of " + database + " could not be " + what, cause);
    }
}
