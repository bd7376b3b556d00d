/** The shape of a run's subset: stores, tables, columns, keys and references. */
@NullMarked
package dev.datamig.contracts.schema;

import org.jspecify.annotations.NullMarked;
