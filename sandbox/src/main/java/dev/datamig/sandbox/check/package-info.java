/**
 * Looks at CERT after a migration without asking a service: own SQL, own idea of what belongs to a district. It knows the sandbox's
 * tables, as no service may.
 */
@NullMarked
package dev.datamig.sandbox.check;

import org.jspecify.annotations.NullMarked;
