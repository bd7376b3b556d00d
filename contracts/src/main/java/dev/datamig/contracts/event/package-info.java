/** What outside consumers may read: CloudEvents of runs and their progress. */
@NullMarked
package dev.datamig.contracts.event;

import org.jspecify.annotations.NullMarked;
