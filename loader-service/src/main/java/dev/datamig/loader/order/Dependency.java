package dev.datamig.loader.order;

/**
 * Rows of {@code child} need rows of {@code parent}.
 *
 * @param name of the constraint
 * @param deferrable whether the database can be asked to look only at the end
 */
public record Dependency<T>(String name, T child, T parent, boolean deferrable) {}
