/** The key of a run, wrapped by the staging key. */
@NullMarked
package dev.datamig.staging.key;

import org.jspecify.annotations.NullMarked;
