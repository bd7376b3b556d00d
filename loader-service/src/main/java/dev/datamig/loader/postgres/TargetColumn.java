package dev.datamig.loader.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A column of a target.
 *
 * @param name bare
 * @param type as {@code format_type} writes it
 * @param base the type behind domains
 * @param category PostgreSQL's type category ({@code S} strings, {@code E} enums, …)
 * @param length characters at most; null when unlimited
 * @param required neither the column nor its domain admits NULL
 * @param filled the database has a value when none is given: default, identity, generated
 * @param generated computed always
 * @param identityAlways {@code GENERATED ALWAYS AS IDENTITY}
 * @param sequence where values come from, as SQL writes it; null when from no sequence
 * @param counter how a text is made of a sequence's numbers when none is given; null when it is not
 * @param cast what {@code =} needs behind the column; empty for nearly all (a domain over an enum has no {@code =} of its own)
 */
record TargetColumn(
        String name,
        String type,
        String base,
        char category,
        @Nullable Integer length,
        boolean required,
        boolean filled,
        boolean generated,
        boolean identityAlways,
        @Nullable String sequence,
        @Nullable Counter counter,
        String cast) {

    /**
     * A default like {@code 'S-' || nextval('s')}.
     *
     * @param sequence as SQL writes it
     * @param form the default's expression
     */
    record Counter(String sequence, String form) {}

    /** Whether values are known to come from the sequence: one that is common to a schema may have made any of its numbers, or none. */
    boolean drawn() {
        return sequence != null && !sequence.endsWith(UnboundSequences.COMMON);
    }

    boolean array() {
        return category == 'A';
    }

    /** As SQL writes it. */
    String sql() {
        return Names.quoted(name);
    }
}
