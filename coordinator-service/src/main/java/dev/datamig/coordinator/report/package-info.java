/** What a run did, for people and for machines: one model, three renderings. */
@NullMarked
package dev.datamig.coordinator.report;

import org.jspecify.annotations.NullMarked;
