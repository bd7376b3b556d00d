/** What happens with a batch, a set and a target, from top to bottom. */
@NullMarked
package dev.datamig.validator.flow;

import org.jspecify.annotations.NullMarked;
