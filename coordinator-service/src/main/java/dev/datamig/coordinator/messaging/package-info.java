/** The doors to Kafka: outcomes and progress in, the outbox and progress out. */
@NullMarked
package dev.datamig.coordinator.messaging;

import org.jspecify.annotations.NullMarked;
