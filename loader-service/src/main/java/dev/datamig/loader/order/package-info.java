/** In which order tables can be filled, and how a cycle of references is passed. */
@NullMarked
package dev.datamig.loader.order;

import org.jspecify.annotations.NullMarked;
