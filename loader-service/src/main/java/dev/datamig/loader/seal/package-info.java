/** What a seal promises, checked against what was found. */
@NullMarked
package dev.datamig.loader.seal;

import org.jspecify.annotations.NullMarked;
