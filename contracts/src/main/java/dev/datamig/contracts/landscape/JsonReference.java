package dev.datamig.contracts.landscape;

import java.util.List;

/**
 * Keys of other rows inside a JSON column, or the elements of an array of keys. They do not make rows part of a district, but when keys get new values on their way
 * into a target, they follow.
 *
 * @param from the table and its one column, of type json or jsonb, or an array
 * @param path names of members; {@value #EACH} stands for every element of an array, and is the whole path in a column that is one
 * @param to the key that is meant, of one column
 */
public record JsonReference(ReferenceEnd from, List<String> path, ReferenceEnd to) {

    public static final String EACH = "[]";
}
