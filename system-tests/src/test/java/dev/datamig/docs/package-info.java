/** The reference pages that are made from the code. */
@NullMarked
package dev.datamig.docs;

import org.jspecify.annotations.NullMarked;
