package dev.datamig.extractor.closure;

import dev.datamig.extractor.rows.RowSet;

/** A move to be made from these rows. */
public record Journey(Move move, RowSet rows) {}
