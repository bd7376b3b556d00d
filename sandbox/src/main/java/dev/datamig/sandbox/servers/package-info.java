/** Real PostgreSQL, Kafka and Neo4j servers, started from Java on loopback, without containers. */
@NullMarked
package dev.datamig.sandbox.servers;

import org.jspecify.annotations.NullMarked;
