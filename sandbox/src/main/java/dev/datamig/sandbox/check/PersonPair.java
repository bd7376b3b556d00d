package dev.datamig.sandbox.check;

import java.util.List;

/**
 * One invented person, before and after.
 *
 * @param role such as {@code student}
 */
public record PersonPair(String role, List<Trait> traits) {

    /** What PROD and CERT say; an empty text where they say nothing. */
    public record Trait(String name, String before, String after) {}
}
