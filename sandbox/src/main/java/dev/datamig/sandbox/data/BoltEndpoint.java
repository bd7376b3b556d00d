package dev.datamig.sandbox.data;

/** A Neo4j server (one user database). */
public record BoltEndpoint(String url, String username, String password) {

    @Override
    public String toString() {
        return "BoltEndpoint[" + url + "]";
    }
}
