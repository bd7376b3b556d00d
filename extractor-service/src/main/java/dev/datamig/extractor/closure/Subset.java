package dev.datamig.extractor.closure;

import dev.datamig.extractor.rows.RowSets;

/** The rows of a district: what it owns, and what those rows cannot do without. The two are disjoint. */
public record Subset(RowSets owned, RowSets reference) {}
