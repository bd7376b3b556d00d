/** The doors: commands and manifests in, outcomes out. */
@NullMarked
package dev.datamig.validator.messaging;

import org.jspecify.annotations.NullMarked;
