/** What an audit of a target asks, whatever kind of database it is. */
@NullMarked
package dev.datamig.validator.audit;

import org.jspecify.annotations.NullMarked;
