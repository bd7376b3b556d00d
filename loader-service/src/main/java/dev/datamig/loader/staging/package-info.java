/** Reads sealed sets from the staging area. */
@NullMarked
package dev.datamig.loader.staging;

import org.jspecify.annotations.NullMarked;
