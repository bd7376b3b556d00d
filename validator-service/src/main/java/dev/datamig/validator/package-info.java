/** The validator: checks batches and sets, proves the masking, seals what passed, audits the target. */
@NullMarked
package dev.datamig.validator;

import org.jspecify.annotations.NullMarked;
