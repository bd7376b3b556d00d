package dev.datamig.validator.postgres;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/** Opens sessions of PostgreSQL targets that can only read and write values as batches have them. */
final class TargetLogin {

    private TargetLogin() {}

    /** @throws ValidatorException when the target cannot be reached */
    static Connection open(String store, Endpoint endpoint) {
        var properties = new Properties();
        properties.setProperty("user", endpoint.username());
        properties.setProperty("password", endpoint.password());
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("readOnly", "true");
        properties.setProperty("ApplicationName", "datamig-validator");
        properties.setProperty("connectTimeout", "10");
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
        try (Statement statement = opened.createStatement()) {
            settle(opened, statement);
            return opened;
        } catch (SQLException e) {
            close(store, opened);
            throw failed(store, e);
        }
    }

    private static void settle(Connection opened, Statement statement) throws SQLException {
        opened.setAutoCommit(false);
        for (String setting : List.of(
                "DateStyle = 'ISO, MDY'",
                "IntervalStyle = postgres",
                "extra_float_digits = 1",
                "bytea_output = hex",
                "TimeZone = 'UTC'",
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
