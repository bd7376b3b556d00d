package dev.datamig.extractor.closure;

import dev.datamig.extractor.rows.RowSets;

/**
 * Where a closure starts.
 *
 * @param chosen the root rows of the district
 * @param others the other rows of the root tables
 */
public record Roots(RowSets chosen, RowSets others) {}
