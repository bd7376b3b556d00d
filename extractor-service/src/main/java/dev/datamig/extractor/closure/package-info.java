/** What belongs to a district, decided from plain data: links between tables, and sets of rows. */
@NullMarked
package dev.datamig.extractor.closure;

import org.jspecify.annotations.NullMarked;
