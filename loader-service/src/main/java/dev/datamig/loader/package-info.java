/** Puts a sealed set into its targets, and takes it out again. */
@NullMarked
package dev.datamig.loader;

import org.jspecify.annotations.NullMarked;
