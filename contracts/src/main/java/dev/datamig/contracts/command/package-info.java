/** What the coordinator orders. */
@NullMarked
package dev.datamig.contracts.command;

import org.jspecify.annotations.NullMarked;
