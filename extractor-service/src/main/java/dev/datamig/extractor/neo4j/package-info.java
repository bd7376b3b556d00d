/** Neo4j as a source: shape, navigation, nodes and relationships. */
@NullMarked
package dev.datamig.extractor.neo4j;

import org.jspecify.annotations.NullMarked;
