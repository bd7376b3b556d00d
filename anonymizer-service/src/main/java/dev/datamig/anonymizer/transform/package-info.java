/** The strategies, one file each, and how cells of every physical type pass through them. */
@NullMarked
package dev.datamig.anonymizer.transform;

import org.jspecify.annotations.NullMarked;
