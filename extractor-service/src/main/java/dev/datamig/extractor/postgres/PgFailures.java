package dev.datamig.extractor.postgres;

import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Turns the driver's exceptions into this service's. Only the SQLSTATE and the names of objects are kept, since PostgreSQL's texts
 * quote row values; but a text about an unknown name or a syntax error quotes the landscape alone and helps.
 */
final class PgFailures {

    private static final Set<String> ABOUT_NAMES =
            Set.of("42703", "42P01", "42883", "42601", "42704", "42702", "42P18");

    private PgFailures() {}

    /**
     * @param frozen whether the session had the snapshot, so that a lost connection spoils the attempt
     * @param what what was being done, without values
     */
    static ExtractionException of(String store, boolean frozen, String what, SQLException e) {
        String state = e.getSQLState() == null ? "none" : e.getSQLState();
        return new ExtractionException(
                code(state, frozen),
                "store " + store + ": " + what + " failed with SQLSTATE " + state + detail(state, e));
    }

    private static ExtractorCode code(String state, boolean frozen) {
        if (state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("53300")
                || state.equals("25P03")
                || state.equals("none")) {
            return frozen ? ExtractorCode.SNAPSHOT_LOST : ExtractorCode.SOURCE_UNREACHABLE;
        }
        return switch (state) {
            case "57014", "55P03" -> ExtractorCode.TIMEOUT;
            case "40001", "40P01", "22023", "55000" -> ExtractorCode.SNAPSHOT_LOST;
            case "22021", "22P05" -> ExtractorCode.NOT_A_TEXT;
            case "42501" -> ExtractorCode.NOT_ALLOWED;
            default ->
                state.startsWith("28") || state.equals("3D000") ? ExtractorCode.NO_LOGIN : ExtractorCode.SOURCE_REFUSED;
        };
    }

    private static String detail(String state, SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException failure ? failure.getServerErrorMessage() : null;
        if (server == null) {
            return "";
        }
        return named("table", server.getTable())
                + named("constraint", server.getConstraint())
                + ("check_enable_rls".equals(server.getRoutine())
                        ? ": row level security hides rows from it, the account needs BYPASSRLS"
                        : "")
                + (ABOUT_NAMES.contains(state) ? ": " + server.getMessage() : "");
    }

    private static String named(String kind, @Nullable String name) {
        return name == null ? "" : ", " + kind + " " + name;
    }
}
