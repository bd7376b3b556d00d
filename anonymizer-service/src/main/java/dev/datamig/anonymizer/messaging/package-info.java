/** The doors: manifests in, manifests and outcomes out. */
@NullMarked
package dev.datamig.anonymizer.messaging;

import org.jspecify.annotations.NullMarked;
