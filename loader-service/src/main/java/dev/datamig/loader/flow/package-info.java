/** Plan, load and undo of one store, from the order to the answer. */
@NullMarked
package dev.datamig.loader.flow;

import org.jspecify.annotations.NullMarked;
