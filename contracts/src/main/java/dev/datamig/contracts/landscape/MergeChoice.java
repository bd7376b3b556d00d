package dev.datamig.contracts.landscape;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of one column when a row of the district meets one of the target under the same key. In lower case in YAML. */
public enum MergeChoice {
    /** The district's value. */
    SOURCE,
    /** The target's value. */
    TARGET,
    /** The target's value, and the district's where that is NULL. */
    FILL,
    /** The value of whichever row is the newer one; the target's when neither is. */
    NEWEST;

    @JsonCreator
    public static MergeChoice of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
