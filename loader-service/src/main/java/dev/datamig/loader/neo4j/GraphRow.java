package dev.datamig.loader.neo4j;

import java.util.Map;
import org.neo4j.driver.Value;

/**
 * A sealed node or relationship.
 *
 * @param owned whether it belongs to the district
 * @param source the element id in the source; empty when it is known by a business key
 * @param ends for relationships the key parts of both ends, named {@code start.…} and {@code end.…}
 * @param properties without those that are absent
 */
record GraphRow(boolean owned, String source, Map<String, Value> ends, Map<String, Value> properties) {}
