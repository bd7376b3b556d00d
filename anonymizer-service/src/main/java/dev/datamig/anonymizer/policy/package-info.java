/** The rules file, and what it means for every column of a run. */
@NullMarked
package dev.datamig.anonymizer.policy;

import org.jspecify.annotations.NullMarked;
