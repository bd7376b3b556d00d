package dev.datamig.contracts.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of database a landscape may name, in lower case in files. */
public enum StoreKind {
    POSTGRESQL,
    NEO4J;

    @JsonCreator
    public static StoreKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
