/** The floor that a run is held against: the same rows copied with nothing in between. */
@NullMarked
package dev.datamig.cli.bench;

import org.jspecify.annotations.NullMarked;
