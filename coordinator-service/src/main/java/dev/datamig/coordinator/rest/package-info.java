/** The REST interface under {@code /api/v1}. */
@NullMarked
package dev.datamig.coordinator.rest;

import org.jspecify.annotations.NullMarked;
