/**
 * The synthetic five-store PROD and the CERT that already holds other people's data: schemas, rows, landscape, rules. The same
 * number of students always gives the same rows.
 */
@NullMarked
package dev.datamig.sandbox.data;

import org.jspecify.annotations.NullMarked;
