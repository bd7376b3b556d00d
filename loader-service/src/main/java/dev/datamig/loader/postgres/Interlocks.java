package dev.datamig.loader.postgres;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** What has to be true of a target before anything else is done with it. */
final class Interlocks {

    private static final Logger LOG = Logger.getLogger(Interlocks.class);

    private static final String COMMENT = """
            select coalesce(shobj_description(d.oid, 'pg_database'), '') from pg_database d
            where d.datname = current_database()""";

    /** A clone made from a physical copy has the system identifier of its origin, so that alone does not tell. */
    private static final String IDENTITY = """
            select (select system_identifier from pg_control_system()) || '/' || d.oid,
              pg_is_in_recovery(), extract(epoch from pg_postmaster_start_time())::text
            from pg_database d where d.datname = current_database()""";

    private Interlocks() {}

    /** @throws LoadException {@code LOD-005} */
    static void requireEnvironment(PgSession target, String store, String environment) {
        String comment = target.query("reading the database's comment", COMMENT, row -> row.getString(1))
                .get(0);
        Pattern mark =
                Pattern.compile("(?:^|[\\s,;])datamig-environment=" + Pattern.quote(environment) + "(?:$|[\\s,;])");
        if (!mark.matcher(comment).find()) {
            throw LoadException.of(
                    LoaderCode.WRONG_ENVIRONMENT,
                    "store " + store + ": the database comment does not contain datamig-environment=" + environment);
        }
    }

    /**
     * An administrator can make it an account's default that neither foreign keys nor triggers act for it.
     *
     * @throws LoadException {@code LOD-022}
     */
    static void requireConstraints(PgSession target, String store) {
        if (target.number(
                        "looking at settings", "select (current_setting('session_replication_role') = 'replica')::int")
                == 1) {
            throw LoadException.of(
                    LoaderCode.MISCONFIGURED,
                    "store " + store
                            + ": session_replication_role is replica for this account, so that foreign keys and"
                            + " triggers would not act; reset it, by ALTER ROLE or ALTER DATABASE");
        }
    }

    /**
     * Compares the servers behind the two addresses. A source that cannot be reached from here cannot be the target that was just
     * reached, unless its address says so.
     *
     * @throws LoadException {@code LOD-006}
     */
    static void requireApart(PgSession target, String store, Endpoint source, Endpoint targetEndpoint, Duration limit) {
        if (address(source).equals(address(targetEndpoint))) {
            throw LoadException.of(LoaderCode.SAME_DATABASE, "store " + store + ": the addresses are the same");
        }
        Identity there;
        try (PgSession session = PgSession.open(source, limit)) {
            there = identity(session);
        } catch (LoadException e) {
            LOG.infof("store %s: the source was not compared with the target: %s", store, e.getMessage());
            return;
        }
        if (there.same(identity(target))) {
            throw LoadException.of(
                    LoaderCode.SAME_DATABASE, "store " + store + ": one server answers at both addresses");
        }
    }

    private static String address(Endpoint endpoint) {
        int parameters = endpoint.url().indexOf('?');
        return parameters < 0 ? endpoint.url() : endpoint.url().substring(0, parameters);
    }

    private static Identity identity(PgSession session) {
        return session.query(
                        "asking the server who it is",
                        IDENTITY,
                        row -> new Identity(row.getString(1), row.getBoolean(2), row.getString(3)))
                .get(0);
    }

    private record Identity(String database, boolean standby, String started) {
        boolean same(Identity other) {
            return database.equals(other.database) && (standby || other.standby || started.equals(other.started));
        }
    }
}
