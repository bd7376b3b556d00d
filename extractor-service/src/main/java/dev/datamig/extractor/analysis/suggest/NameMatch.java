package dev.datamig.extractor.analysis.suggest;

/** What a column's name says about a table, the clearest first. */
enum NameMatch {
    TABLE_AND_KEY(6, "the column is named after the table and its key"),
    TABLE(5, "the column is named after the table"),
    TYPE_VALUE(4.5, "the type column's value names the table"),
    ROLE_AND_TABLE(4.5, "the column's name ends in the table's"),
    SAME_COLUMNS(4.5, "the columns have the names of the key's"),
    SAME_COLUMN(4.5, "the column has the name of the key's column"),
    TAIL(4, "the table's name ends in the column's"),
    ITSELF(4.5, "the column's name is one for rows of the same table"),
    NOUN(3.5, "the column has the table's name"),
    SHORT(3, "the column's name is short for the table's"),
    NOTHING(0.5, "the column looks like a key of something");

    private final double weight;
    private final String reason;

    NameMatch(double weight, String reason) {
        this.weight = weight;
        this.reason = reason;
    }

    double weight() {
        return weight;
    }

    String reason() {
        return reason;
    }
}
