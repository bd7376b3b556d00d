@NullMarked
package dev.datamig.loader.neo4j;

import org.jspecify.annotations.NullMarked;
