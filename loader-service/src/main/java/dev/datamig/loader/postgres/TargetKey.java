package dev.datamig.loader.postgres;

import java.util.List;

/**
 * A primary or unique key of a target.
 *
 * @param name of the constraint or index
 * @param columns bare names
 * @param primary whether it is the primary key
 * @param nullsEqual {@code NULLS NOT DISTINCT}
 */
record TargetKey(String name, List<String> columns, boolean primary, boolean nullsEqual) {}
