/** A whole installation on one machine: servers, services as processes, their state under {@code .datamig}, and the end of it. */
@NullMarked
package dev.datamig.sandbox.stack;

import org.jspecify.annotations.NullMarked;
