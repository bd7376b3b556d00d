/** What the flows need of a target, whatever its kind. */
@NullMarked
package dev.datamig.loader.target;

import org.jspecify.annotations.NullMarked;
