package dev.datamig.extractor.neo4j;

import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.rows.RowSet;

/** Nodes of one set of labels, or relationships of one kind, that belong to the subset. */
public record GraphTable(TableSchema schema, RowSet owned, RowSet reference) {}
