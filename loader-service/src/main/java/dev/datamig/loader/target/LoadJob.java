package dev.datamig.loader.target;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.seal.SealedLoad;

/**
 * What is to be loaded.
 *
 * @param sealed the store's part of the sealed set
 * @param rows its rows
 * @param attempt the order's number
 * @param district the district's id
 * @param strategy how owned rows meet rows of the target
 */
public record LoadJob(SealedLoad sealed, RowSource rows, int attempt, String district, LoadStrategy strategy) {}
