package dev.datamig.contracts;

/** A tenant that can be migrated. */
public record District(String id, String name) {}
