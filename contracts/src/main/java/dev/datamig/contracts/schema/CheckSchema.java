package dev.datamig.contracts.schema;

import java.util.List;

/**
 * A condition that the source holds the rows of a table to: a check constraint of the table, or of the domain that is a column's type.
 * A row passes when the condition is true or unknown.
 *
 * @param name the constraint's name
 * @param condition in SQL, as the source's catalog prints it
 * @param columns bare names of the columns that it looks at
 * @param ofDomain whether the condition is a domain's: {@code VALUE} stands for the one column
 */
public record CheckSchema(String name, String condition, List<String> columns, boolean ofDomain) {}
