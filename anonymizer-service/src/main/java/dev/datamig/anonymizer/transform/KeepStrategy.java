package dev.datamig.anonymizer.transform;

import java.util.List;
import java.util.Set;

/** Leaves the column as it is, on purpose. */
final class KeepStrategy implements Strategy {

    @Override
    public Definition definition() {
        return new Definition("keep", "nothing, on purpose", List.of());
    }

    @Override
    public Set<Promise> promises() {
        return Set.of(Promise.KEEPS_APART);
    }

    @Override
    public List<String> problems(Target target, Params params) {
        return List.of();
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        return (cell, row) -> cell;
    }

    @Override
    public Proof proof(Target target, Params params) {
        return Proof.NONE;
    }

    @Override
    public boolean injective(Target target, Params params) {
        return true;
    }
}
