package dev.datamig.anonymizer.constraint;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What a condition is evaluated on. */
public interface Values {

    /** A column's value, as {@link SqlValue#of} makes it; null for NULL. */
    @Nullable
    Object column(String name);

    /** What {@code now()} says, in UTC. */
    LocalDateTime now();
}
