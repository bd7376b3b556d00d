/** Reads loaded nodes and relationships from Neo4j targets. */
@NullMarked
package dev.datamig.validator.neo4j;

import org.jspecify.annotations.NullMarked;
