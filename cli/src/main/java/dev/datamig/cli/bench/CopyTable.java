package dev.datamig.cli.bench;

/**
 * A table as {@code COPY} takes it: a partition, not the table that it is a partition of.
 *
 * @param name and columns, as SQL writes them; without generated columns
 */
record CopyTable(String name, String columns) {

    /** What was written by a transaction and those after it. */
    String out(String transaction) {
        return "copy (select " + columns + " from only " + name + " where age(xmin) <= age('" + transaction
                + "'::xid)) to stdout (format binary)";
    }

    String in() {
        return "copy " + name + " (" + columns + ") from stdin (format binary)";
    }
}
