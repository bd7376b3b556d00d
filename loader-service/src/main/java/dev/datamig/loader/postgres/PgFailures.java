package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells what an SQLSTATE (PostgreSQL documentation, appendix A) means for a load. Never passes on the server's text: it may quote rows. */
final class PgFailures {

    /** What an undo does; a foreign key that then fails is somebody's row that was built on the run's. */
    static final String DELETING = "deleting from ";

    /** Begins what is being done when rows get back what they held. */
    static final String RESTORING = "restoring ";

    private static final List<String> IN_THE_WAY = List.of("23505", "23P01", "23503", "23001");

    private static final Pattern FUNCTION = Pattern.compile("PL/pgSQL [\\p{L}-]+ ([\\w.$]+)\\(");

    private PgFailures() {}

    /** @param doing what was being done, such as {@code loading ids:public.student} */
    static LoadException of(String doing, SQLException e) {
        return LoadException.of(
                locksShort(e) ? LoaderCode.LOCKS_SHORT : code(state(e), doing),
                doing + ": SQLSTATE " + state(e) + where(e));
    }

    /** The server names the setting whatever language it speaks. */
    private static boolean locksShort(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        return server != null && server.getHint() != null && server.getHint().contains("max_locks_per_transaction");
    }

    /** Whether a row was refused because another one has what it wants, or because others refer to what it was. */
    static boolean isInTheWay(LoadException e) {
        return IN_THE_WAY.stream().anyMatch(state -> e.failure().message().contains("SQLSTATE " + state));
    }

    /** The table of the constraint that refused a statement. */
    static Optional<PgSession.TableName> table(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        String schema = server == null ? null : server.getSchema();
        String table = server == null ? null : server.getTable();
        return schema == null || table == null ? Optional.empty() : Optional.of(new PgSession.TableName(schema, table));
    }

    /** Whether a function, such as a trigger's, has raised the error by itself. */
    static boolean isRaised(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        return server != null && function(server) != null && table(e).isEmpty();
    }

    private static LoaderCode code(String state, String doing) {
        return switch (state) {
            case "40001", "40P01", "55P03" -> LoaderCode.CONTENDED;
            case "23505", "23P01" -> LoaderCode.TAKEN;
            case "23001", "23503" ->
                doing.startsWith(DELETING) || doing.startsWith(RESTORING)
                        ? LoaderCode.UNDO_REFUSED
                        : LoaderCode.REFUSED_BY_DATABASE;
            case "22P05" -> LoaderCode.ENCODING;
            case "42501" -> LoaderCode.NOT_PERMITTED;
            case "28000", "28P01", "3D000" -> LoaderCode.MISCONFIGURED;
            case "57014", "57P01", "57P02", "57P03", "57P05", "25006", "25P03", "25P04" -> LoaderCode.UNREACHABLE;
            default ->
                state.startsWith("08") || state.startsWith("53") || state.startsWith("58")
                        ? LoaderCode.UNREACHABLE
                        : LoaderCode.REFUSED_BY_DATABASE;
        };
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "08000" : state;
    }

    private static String where(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (server == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        add(parts, "constraint ", server.getConstraint());
        add(parts, "table ", server.getTable());
        add(parts, "column ", server.getColumn());
        add(parts, "type ", server.getDatatype());
        add(parts, "function ", function(server));
        if ("check_enable_rls".equals(server.getRoutine())) {
            parts.add("row level security hides rows from it: the account needs BYPASSRLS");
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    /**
     * The function in which it happened. The context begins with what is innermost; any other beginning (a statement, a line of a document)
     * may quote rows.
     */
    private static @Nullable String function(ServerErrorMessage server) {
        Matcher innermost = FUNCTION.matcher(server.getWhere() == null ? "" : server.getWhere());
        return innermost.lookingAt() ? innermost.group(1) : null;
    }

    private static void add(List<String> parts, String what, @Nullable String name) {
        if (name != null) {
            parts.add(what + name);
        }
    }
}
