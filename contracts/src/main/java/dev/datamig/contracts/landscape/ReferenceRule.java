package dev.datamig.contracts.landscape;

import org.jspecify.annotations.Nullable;

/** A reference that no database declares. {@code when} is SQL over the child's columns; absent when every row refers. */
public record ReferenceRule(
        ReferenceEnd from, ReferenceEnd to, @Nullable String when) {}
