/** Personal values inside free text and JSON: found, and replaced in place. */
@NullMarked
package dev.datamig.anonymizer.redact;

import org.jspecify.annotations.NullMarked;
