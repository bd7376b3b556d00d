package dev.datamig.contracts.landscape;

import dev.datamig.contracts.LoadStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How one table is loaded.
 *
 * @param strategy absent when the run decides
 * @param merge used when the strategy is merge
 */
public record TableRule(@Nullable LoadStrategy strategy, MergeRule merge) {}
