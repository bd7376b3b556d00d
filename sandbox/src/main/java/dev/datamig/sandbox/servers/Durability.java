package dev.datamig.sandbox.servers;

/** How much a server cares that its data survives a crash of the machine. */
public enum Durability {
    /** As in earnest: PostgreSQL with {@code fsync}, {@code synchronous_commit} and {@code full_page_writes} on. */
    DURABLE,
    /** For tests: those three off, data in a temporary folder. */
    THROWAWAY
}
