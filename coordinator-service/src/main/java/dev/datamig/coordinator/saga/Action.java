package dev.datamig.coordinator.saga;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person may ask of a run; in JSON in lower case. */
public enum Action {
    CANCEL,
    PAUSE,
    RESUME,
    RETRY,
    APPROVE,
    REJECT,
    ROLLBACK;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
