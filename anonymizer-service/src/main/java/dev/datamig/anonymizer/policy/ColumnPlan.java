package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.Classification;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Strategy;
import dev.datamig.anonymizer.transform.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to a column.
 *
 * @param found what classification says
 * @param rule the rule's name, absent when none decided
 * @param follows the column whose rule this one follows, absent when its own decides
 * @param paths rules for paths inside a JSON document
 * @param leaves paths inside that look personal, ruled or not
 */
public record ColumnPlan(
        Target target,
        Classification found,
        @Nullable String rule,
        @Nullable String follows,
        Strategy strategy,
        Params params,
        List<PathPlan> paths,
        List<LeafPlan> leaves) {

    public String column() {
        return target.column().name();
    }

    /** Whether cells pass through without being looked at. */
    public boolean untouched() {
        return strategy.name().equals("keep") && paths.isEmpty();
    }

    /** Whether the column is kept, and rules for paths inside its documents say otherwise for these. */
    public boolean keptButPaths() {
        return strategy.name().equals("keep") && !paths.isEmpty();
    }

    /** Whether the names of the whole run are needed. */
    public boolean waitsForNames() {
        return swept()
                || wantsNames(strategy, params)
                || keptButPaths()
                        && paths.stream()
                                .anyMatch(path -> path.strategy().name().equals("sweep")
                                        || wantsNames(path.strategy(), path.params()));
    }

    private static boolean wantsNames(Strategy strategy, Params params) {
        return strategy.name().equals("redact") && !"row".equals(params.values().get("names"));
    }

    /** Whether cells are only searched for what is unmistakably somebody's. */
    public boolean swept() {
        return strategy.name().equals("sweep");
    }

    /** A rule for values under a path. */
    public record PathPlan(List<String> path, String rule, Strategy strategy, Params params, Target target) {}
}
