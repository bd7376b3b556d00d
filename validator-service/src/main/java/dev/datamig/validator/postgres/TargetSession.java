package dev.datamig.validator.postgres;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.LentSessions;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** A session of a PostgreSQL target that can only read, and that writes values as batches have them. */
final class TargetSession implements AutoCloseable {

    private final String store;
    private final Connection connection;

    /** @throws ValidatorException when the target cannot be reached */
    TargetSession(String store, Endpoint endpoint) {
        this.store = store;
        this.connection = open(store, endpoint);
    }

    /** Sets a statement's parameters. */
    @FunctionalInterface
    interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Is given each row. */
    @FunctionalInterface
    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    /** @throws ValidatorException with the SQLSTATE alone */
    void query(String sql, Parameters parameters, RowTaker taker) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw failed(store, e);
        }
    }

    /** @param arrays one for each parameter, of texts */
    void query(String sql, @Nullable String[][] arrays, RowTaker taker) {
        query(
                sql,
                statement -> {
                    for (int i = 0; i < arrays.length; i++) {
                        statement.setArray(i + 1, connection.createArrayOf("text", arrays[i]));
                    }
                },
                taker);
    }

    /** As SQL writes a name. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        close(store, connection);
    }

    private static Connection open(String store, Endpoint endpoint) {
        var properties = new Properties();
        properties.setProperty("user", endpoint.username());
        properties.setProperty("password", endpoint.password());
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("readOnly", "true");
        properties.setProperty("ApplicationName", "datamig-validator");
        properties.setProperty("connectTimeout", "10");
        Connection opened = login(store, endpoint, properties);
        try (Statement statement = opened.createStatement()) {
            int told = opened.unwrap(PGConnection.class).getBackendPID();
            if (LentSessions.at(opened, told, () -> login(store, endpoint, properties))) {
                throw new ValidatorException(
                        ValidatorCode.POOLED, "the URL of the target of store " + store + " leads to a pooler");
            }
            settle(opened, statement);
            return opened;
        } catch (SQLException e) {
            close(store, opened);
            throw failed(store, e);
        } catch (ValidatorException e) {
            close(store, opened);
            throw e;
        }
    }

    private static Connection login(String store, Endpoint endpoint, Properties properties) {
        Connection opened;
        try {
            opened = new Driver().connect(endpoint.url(), properties);
        } catch (SQLException e) {
            throw failed(store, e);
        }
        if (opened == null) {
            throw new ValidatorException(
                    ValidatorCode.TARGET, "the target of store " + store + " has no PostgreSQL URL");
        }
        return opened;
    }

    private static void settle(Connection opened, Statement statement) throws SQLException {
        opened.setAutoCommit(false);
        for (String setting : List.of(
                "DateStyle = 'ISO, MDY'",
                "IntervalStyle = postgres",
                "extra_float_digits = 1",
                "bytea_output = hex",
                "TimeZone = 'UTC'",
                "lc_monetary = 'C'",
                "xmloption = content",
                "standard_conforming_strings = on",
                "array_nulls = on",
                "quote_all_identifiers = off",
                "transform_null_equals = off",
                "statement_timeout = '10min'")) {
            statement.execute("SET " + setting);
        }
        opened.commit();
    }

    private static void close(String store, Connection opened) {
        try {
            opened.close();
        } catch (SQLException e) {
            throw failed(store, e);
        }
    }

    private static ValidatorException failed(String store, SQLException e) {
        return new ValidatorException(
                ValidatorCode.TARGET, "the target of store " + store + " answered with SQLSTATE " + e.getSQLState());
    }
}
