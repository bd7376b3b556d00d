/** A PostgreSQL database's shape as plain data, and how a landscape's words are found in it. */
@NullMarked
package dev.datamig.extractor.catalog;

import org.jspecify.annotations.NullMarked;
