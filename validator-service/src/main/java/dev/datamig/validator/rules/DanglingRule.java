package dev.datamig.validator.rules;

import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.Reference;
import org.jspecify.annotations.Nullable;

/** What a dangling reference means that masking did not break. {@code name} and {@code from}: at least one is given. */
public record DanglingRule(@Nullable Glob name, @Nullable Target from, Severity severity) {

    public boolean matches(Reference reference) {
        return (name == null || name.matches(reference.name())) && (from == null || from.matches(reference.from()));
    }
}
