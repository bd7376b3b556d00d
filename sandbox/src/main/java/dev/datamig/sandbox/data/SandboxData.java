package dev.datamig.sandbox.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

/**
 * Fills the sandbox's servers: PROD with the districts of a company, CERT with what testers left there. The same number of students
 * gives the same rows, byte for byte; nothing depends on the day.
 */
public final class SandboxData {

    private static final int AT_ONCE = 3;
    private static final List<String> DISTRICTS = List.of("1001", "1002", "1003", "1004");

    private SandboxData() {}

    /** The ids of PROD's districts. */
    public static List<String> districts() {
        return DISTRICTS;
    }

    /** The largest district, which a demonstration moves. */
    public static String defaultDistrict() {
        return DISTRICTS.getFirst();
    }

    /**
     * Drops what the stores hold and makes it anew.
     *
     * @param students of the default district, at least 20; all else follows from it
     * @param log a line for each store that is ready
     */
    public static void create(SandboxServers servers, int students, Consumer<String> log) {
        if (students < 20) {
            throw new IllegalArgumentException("a district needs at least 20 students here, not " + students);
        }
        World prod = World.prod(students);
        World cert = World.cert(students);
        accounts(servers.prod(), Account.READER);
        accounts(servers.cert(), Account.LOADER);
        List<Runnable> work = new ArrayList<>();
        work.add(() -> graph(servers.spProd(), prod, "PROD sp", log));
        for (String store : StoreContent.STORES) {
            work.add(() -> timed("PROD " + store, log, new StoreBuilder(servers.prod(), store, prod)::build));
        }
        work.add(() -> graph(servers.spCert(), cert, "CERT sp", log));
        for (String store : StoreContent.STORES) {
            work.add(() -> timed("CERT " + store, log, new StoreBuilder(servers.cert(), store, cert)::build));
        }
        allOf(work);
    }

    private static void accounts(PgEndpoint cluster, Account account) {
        try (Connection connection = DriverManager.getConnection(
                        cluster.jdbcUrl("postgres"), cluster.username(), cluster.password());
                Statement statement = connection.createStatement()) {
            statement.execute(account.create());
        } catch (SQLException e) {
            throw new SandboxException("the account " + account.username() + " could not be made", e);
        }
    }

    private static void graph(BoltEndpoint server, World world, String name, Consumer<String> log) {
        timed(name, log, () -> {
            try (Driver driver =
                            GraphDatabase.driver(server.url(), AuthTokens.basic(server.username(), server.password()));
                    Session session = driver.session()) {
                EmptyGraph.make(session);
                new SpGraph(world, session).create();
                return session.run("MATCH (n) RETURN count(n) AS n")
                        .single()
                        .get("n")
                        .asLong();
            }
        });
    }

    private static void timed(String name, Consumer<String> log, LongSupplier work) {
        long start = System.nanoTime();
        long rows = work.getAsLong();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        log.accept(String.format(Locale.ROOT, "%-9s %,9d rows in %.1f s", name, rows, took.toMillis() / 1000.0));
    }

    private static void allOf(List<Runnable> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<? extends Future<?>> running =
                    work.stream().map(threads::submit).toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new SandboxException("the sandbox's data could not be made", e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("the making of the sandbox's data was interrupted", e);
        }
    }
}
