package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.rows.RowSet;
import java.util.List;

/**
 * Nodes of one set of labels, or relationships of one kind, that belong to the subset.
 *
 * @param findings what a person should know of them
 */
public record GraphTable(TableSchema schema, RowSet owned, RowSet reference, List<Finding> findings) {}
