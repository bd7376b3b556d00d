/** What the services answer. */
@NullMarked
package dev.datamig.contracts.outcome;

import org.jspecify.annotations.NullMarked;
