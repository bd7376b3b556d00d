/** The whole system: real servers, services as processes, one district from PROD to CERT and back. */
@NullMarked
package dev.datamig.system;

import org.jspecify.annotations.NullMarked;
