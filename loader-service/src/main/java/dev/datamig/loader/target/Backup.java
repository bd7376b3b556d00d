package dev.datamig.loader.target;

import java.util.List;

/** Which rows of a store were kept before a load. */
public record Backup(String store, List<Table> tables) {

    /**
     * Rows of one table, in PostgreSQL's text form.
     *
     * @param name as SQL writes it
     * @param key bare names of the columns by which a row is recognised
     * @param columns bare names, the key first, in the order of the file's cells
     * @param file its place in the staging area
     * @param sha256 of the file
     */
    public record Table(String name, List<String> key, List<String> columns, String file, long rows, String sha256) {}
}
