package dev.datamig.sandbox.data;

/** A PostgreSQL cluster and its superuser's way in. */
public record PgEndpoint(String host, int port, String username, String password) {

    /** Of the cluster, without a database: {@code jdbc:postgresql://host:port}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port;
    }

    public String jdbcUrl(String database) {
        return jdbcUrl() + "/" + database + "?logServerErrorDetail=false";
    }

    @Override
    public String toString() {
        return "PgEndpoint[" + host + ":" + port + "]";
    }
}
