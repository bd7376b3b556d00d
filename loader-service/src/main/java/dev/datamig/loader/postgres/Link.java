package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.TableId;
import java.util.List;

/**
 * A reference of a staged table, declared or not.
 *
 * @param child the table that refers
 * @param childColumns bare names
 * @param parent the table that is referred to, by its name in its store
 * @param parentColumns bare names, in the order of {@code childColumns}
 * @param when limits it to some rows of the child
 */
record Link(LoadTable child, List<String> childColumns, TableId parent, List<String> parentColumns, String when) {

    static final String ALWAYS = "true";
}
