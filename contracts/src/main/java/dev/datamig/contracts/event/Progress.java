package dev.datamig.contracts.event;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.TableId;

/**
 * How far a phase has come with a table. The coordinator publishes it for EXTRACT, ANONYMIZE and VALIDATE from the batches'
 * outcomes; the loader publishes it for LOAD.
 */
public record Progress(RunId run, int attempt, Phase phase, TableId table, long rowsDone, long rowsExpected) {}
