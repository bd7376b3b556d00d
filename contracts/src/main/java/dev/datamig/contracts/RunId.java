package dev.datamig.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Names one migration of one district: {@code mig-20261121T041418Z-7}, a UTC time to the second and a sequence number.
 *
 * @param value the text form, safe in paths, headers and SQL identifiers' comments
 */
public record RunId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("mig-\\d{8}T\\d{6}Z-\\d+");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException when the text is not of the form above */
    @JsonCreator
    public RunId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a run id: expected mig-{yyyyMMddTHHmmssZ}-{number}");
        }
    }

    /** The id of the run that is the {@code sequence}-th of this installation. */
    public static RunId of(Instant createdAt, long sequence) {
        return new RunId("mig-" + TIME.format(createdAt) + "-" + sequence);
    }

    /** When the run was created, to the second. */
    public Instant createdAt() {
        return TIME.parse(value.substring(4, 20), Instant::from);
    }

    @Override
    public String toString() {
        return value;
    }
}
