package dev.datamig.loader.postgres;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Takes text in {@code COPY}'s format. */
@FunctionalInterface
interface CopySink {

    /** @param length bytes of the buffer, from its beginning */
    void write(byte[] buffer, int length) throws SQLException;

    static CopySink into(CopyIn copy) {
        return (buffer, length) -> copy.writeToCopy(buffer, 0, length);
    }
}
