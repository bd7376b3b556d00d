package dev.datamig.validator.rules;

import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.Reference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A sound rules file. {@code extendsDefault}: the shipped rules apply as well. */
public record ValidationRules(boolean extendsDefault, List<Rule> rules, List<DanglingRule> references) {

    /** These rules, and behind them the others. */
    public ValidationRules with(ValidationRules others) {
        return new ValidationRules(
                false,
                Stream.concat(rules.stream(), others.rules.stream()).toList(),
                Stream.concat(references.stream(), others.references.stream()).toList());
    }

    /** What the file says a dangling reference means; the first entry that matches decides. */
    public Optional<Severity> dangling(Reference reference) {
        return references.stream()
                .filter(rule -> rule.matches(reference))
                .map(DanglingRule::severity)
                .findFirst();
    }
}
