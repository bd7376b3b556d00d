package dev.datamig.contracts.schema;

import java.util.List;

/**
 * Keys of rows that stand inside the values of a column, as the landscape says ({@code load.json}).
 *
 * @param path names of members from the document's top; arrays on the way are passed, so that it is empty where the column is an array of
 *     keys
 * @param to the table whose rows are meant
 * @param key its column
 */
public record KeyInside(TableId table, String column, List<String> path, TableId to, String key) {}
