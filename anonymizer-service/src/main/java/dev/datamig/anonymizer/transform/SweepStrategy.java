package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.persona.Distinct;
import java.util.List;
import java.util.Set;

/**
 * Searches, row by row, columns that look like nothing personal: what is unmistakably somebody's is replaced in place, all else stays byte for
 * byte. A function of the value and the run's names, never of the row, so that keys and what refers to them go the same way.
 */
final class SweepStrategy implements Strategy {

    @Override
    public Definition definition() {
        return new Definition(
                "sweep",
                "text that looks like nothing personal: what is unmistakably somebody's is replaced in place",
                List.of(Parameter.choice(
                        "numbers",
                        List.of("formed", "all"),
                        "formed: those whose form or context tells; all: every one of six digits and more")));
    }

    @Override
    public Set<Promise> promises() {
        return Set.of();
    }

    @Override
    public List<String> problems(Target target, Params params) {
        return switch (target.shape()) {
            case TEXT, TEXT_ARRAY, ANY, PAIRS, XML, PARTED, SEARCH_VECTOR -> List.of();
            default -> List.of("sweep works on text, XML, hstore, search vectors, arrays and composite types of texts");
        };
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        Tools.Rewriter sweep = tools.texts().sweep(target, params.is("numbers", "all"));
        Mask each = Cells.text(target.column(), target.unique() ? distinct(target, tools, sweep) : sweep);
        return (cell, row) -> cell instanceof byte[] bytes && !Glance.isWorthIt(bytes) ? cell : each.mask(cell, row);
    }

    /** What is replaced in a key stays apart from all other keys; an address by itself does so by how it is made. */
    private static Tools.Rewriter distinct(Target target, Tools tools, Tools.Rewriter sweep) {
        Domain domain = target.domain();
        var distinct = new Distinct(tools.key(), domain.name(), domain.maxLength());
        return (value, row) -> {
            String swept = sweep.rewrite(value, row);
            boolean apart = swept.equals(value) || value.indexOf('@') > 0 && value.indexOf(' ') < 0;
            return apart ? swept : distinct.of(any -> swept).apply(value);
        };
    }

    /** What was replaced inside notes itself. */
    @Override
    public Proof proof(Target target, Params params) {
        return Proof.NONE;
    }

    @Override
    public boolean byValue(Target target, Params params) {
        return false;
    }
}
