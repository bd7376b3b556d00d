/** The doors: orders in, outcomes and progress out. */
@NullMarked
package dev.datamig.loader.messaging;

import org.jspecify.annotations.NullMarked;
