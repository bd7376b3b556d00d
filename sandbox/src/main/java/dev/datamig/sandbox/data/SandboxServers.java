package dev.datamig.sandbox.data;

/** Where the sandbox's stores live: four databases on each PostgreSQL cluster, one graph on each Neo4j server. */
public record SandboxServers(PgEndpoint prod, PgEndpoint cert, BoltEndpoint spProd, BoltEndpoint spCert) {}
