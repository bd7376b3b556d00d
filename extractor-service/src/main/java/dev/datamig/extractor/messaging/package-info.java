/** The doors: commands in, outcomes and batches out. */
@NullMarked
package dev.datamig.extractor.messaging;

import org.jspecify.annotations.NullMarked;
