package dev.datamig.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How owned rows meet rows of the target that have the same key. In JSON and YAML in lower case. */
public enum LoadStrategy {
    /** A conflict stops the load before the first write. */
    INSERT,
    /** Rows of the target are overwritten; the ledger keeps what was there. */
    UPSERT,
    /** Per column: take the source, keep the target, fill only NULLs. */
    MERGE,
    /** The district's previous run is undone and the new one loaded in the same transaction. */
    REPLACE,
    /** Surrogate keys that collide get new values, and every reference follows. */
    REMAP;

    @JsonCreator
    public static LoadStrategy of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
