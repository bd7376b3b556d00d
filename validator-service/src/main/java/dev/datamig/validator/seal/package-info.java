/** The seal: what passed, signed. */
@NullMarked
package dev.datamig.validator.seal;

import org.jspecify.annotations.NullMarked;
