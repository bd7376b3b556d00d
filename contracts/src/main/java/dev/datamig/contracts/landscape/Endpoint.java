package dev.datamig.contracts.landscape;

import org.jspecify.annotations.Nullable;

/**
 * How to reach a database, as the file says it: {@code ${NAME}} and {@code ${file:/path}} are still in it, so that this record
 * can be shown. {@link Secrets#resolve} gives the real thing.
 *
 * @param database for Neo4j, absent for its default
 */
public record Endpoint(
        String url,
        String username,
        String password,
        @Nullable String database) {

    @Override
    public String toString() {
        return "Endpoint[" + url + "]";
    }
}
