package dev.datamig.contracts.event;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.TableId;

/**
 * How far a phase has come with a table. The coordinator publishes it for EXTRACT, ANONYMIZE and VALIDATE from the batches'
 * outcomes; the loader publishes it for LOAD. While the validator checks a whole set (VALIDATE) or audits a target (VERIFY), which can take long, it
 * repeats every twenty seconds what is known of one of the set's tables: a sign of life.
 */
public record Progress(RunId run, int attempt, Phase phase, TableId table, long rowsDone, long rowsExpected) {}
