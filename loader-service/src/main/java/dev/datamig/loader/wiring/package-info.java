/** Puts the service together from its configuration. */
@NullMarked
package dev.datamig.loader.wiring;

import org.jspecify.annotations.NullMarked;
