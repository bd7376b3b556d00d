package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.LoadJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must hold of the landscape's rules and of the rows' lengths before anything is staged. */
final class Preconditions {

    private final LoadJob job;
    private final TargetCatalog catalog;
    private final Map<String, LoadTable> tables;

    Preconditions(LoadJob job, TargetCatalog catalog, Map<String, LoadTable> tables) {
        this.job = job;
        this.catalog = catalog;
        this.tables = tables;
    }

    /** What does not hold: of the rules, and only where these do, of texts that are too long for their columns. */
    List<Failure> unmet() {
        List<Failure> problems = new ArrayList<>();
        tables.values().forEach(table -> problems.addAll(unfitRules(table)));
        problems.addAll(rulesThatRewrite());
        if (problems.isEmpty()) {
            var lengths = new TextLengths(job.rows());
            tables.values()
                    .forEach(table -> lengths.tooLong(table).forEach(found -> problems.add(Refusals.of(table, found))));
        }
        return problems;
    }

    private List<Failure> unfitRules(LoadTable table) {
        List<Failure> problems = new ArrayList<>();
        job.policy().ignored(table.id()).stream()
                .filter(column -> table.target().column(column).isEmpty())
                .forEach(column -> problems.add(LoadException.failure(
                        LoaderCode.RULE_UNFIT, "ignore of " + table.id() + " names column " + column)));
        if (job.policy().of(table.id()) == LoadStrategy.MERGE) {
            problems.addAll(Merging.problems(table, job.policy().merge(table.id())));
        }
        return problems;
    }

    /** A cycle is written by one {@code INSERT}, and so is what an undo of a refresh brings back. */
    private List<Failure> rulesThatRewrite() {
        List<Failure> problems = new ArrayList<>();
        for (List<String> group : catalog.order(tables.keySet()).groups()) {
            for (LoadTable table : group.stream().map(tables::get).toList()) {
                List<String> rules = table.target().insertRules();
                if (!rules.isEmpty() && (group.size() > 1 || job.policy().refreshes())) {
                    problems.add(LoadException.failure(
                            LoaderCode.REWRITTEN, table.id() + ", rule " + String.join(", ", rules)));
                }
            }
        }
        return problems;
    }
}
