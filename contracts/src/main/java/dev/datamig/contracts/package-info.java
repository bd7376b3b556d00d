/** What the services say to each other: ids, failures, options, topic names, the staging layout and the JSON codec. */
@NullMarked
package dev.datamig.contracts;

import org.jspecify.annotations.NullMarked;
