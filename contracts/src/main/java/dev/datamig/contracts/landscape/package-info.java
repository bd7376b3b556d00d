/** The landscape file: how to reach each store and what a district is in it. */
@NullMarked
package dev.datamig.contracts.landscape;

import org.jspecify.annotations.NullMarked;
