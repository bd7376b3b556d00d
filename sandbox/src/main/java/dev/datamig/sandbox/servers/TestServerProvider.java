package dev.datamig.sandbox.servers;

import java.util.List;

/** Where the servers of a test JVM come from; whoever starts them sees to it that they end with the JVM. */
interface TestServerProvider {

    PostgresServer postgres();

    KafkaServer kafka();

    /** Two servers. */
    List<Neo4jServer> neo4j();

    /** By the system property {@code datamig.test.servers}: {@code embedded} (default) or {@code testcontainers}. */
    static TestServerProvider chosen() {
        String name = System.getProperty("datamig.test.servers", "embedded");
        return switch (name) {
            case "embedded" -> EmbeddedTestServers.INSTANCE;
            case "testcontainers" -> ContainerTestServers.INSTANCE;
            default ->
                throw new ServerStartException(
                        "datamig.test.servers is " + name + ", but can only be embedded or testcontainers");
        };
    }
}
