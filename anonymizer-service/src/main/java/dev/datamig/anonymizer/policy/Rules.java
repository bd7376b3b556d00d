package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.DataClass;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A sound rules file.
 *
 * @param domains value spaces named in the file, with the columns that share them
 * @param quasiIdentifiers columns that together may tell who a row is about
 * @param rules in the order in which they decide
 */
public record Rules(
        Unclassified unclassified,
        List<NamedDomain> domains,
        List<Rule> rules,
        List<QuasiIdentifier> quasiIdentifiers) {

    /** What becomes of a column that looks personal and has no rule. */
    public enum Unclassified {
        STOP,
        NULLIFY,
        KEEP
    }

    /** Columns that share a value space. */
    public record NamedDomain(String name, int line, List<ColumnPattern> columns) {}

    /** These rules first, then the others; what these say of columns without a rule counts unless it is to stop. */
    public Rules before(Rules others) {
        return new Rules(
                unclassified == Unclassified.STOP ? others.unclassified : unclassified,
                Stream.concat(domains.stream(), others.domains.stream()).toList(),
                Stream.concat(rules.stream(), others.rules.stream()).toList(),
                Stream.concat(quasiIdentifiers.stream(), others.quasiIdentifiers.stream())
                        .toList());
    }

    /** The first rule for a class alone that suits; it also serves values of that class inside text and JSON. */
    public Optional<Rule> forClass(DataClass dataClass, Predicate<Rule> suits) {
        return rules.stream()
                .filter(rule -> !rule.explicit() && rule.classes().contains(dataClass) && suits.test(rule))
                .findFirst();
    }
}
