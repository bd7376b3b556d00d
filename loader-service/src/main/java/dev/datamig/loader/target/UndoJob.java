package dev.datamig.loader.target;

import dev.datamig.contracts.RunId;

/**
 * What is to be undone.
 *
 * @param attempt the order's number; loads up to it are barred from now on
 * @param force take along what testers built on the rows, and overwrite what they changed
 */
public record UndoJob(RunId run, int attempt, boolean force) {}
