package dev.datamig.loader.flow;

import dev.datamig.loader.target.Target;

/** The targets of the landscape. */
@FunctionalInterface
public interface Targets {
    /** @throws dev.datamig.loader.LoadException {@code LOD-018} when the landscape knows no such store, {@code LOD-022} when a secret is missing */
    Target of(String store);
}
