package dev.datamig.contracts.command;

import java.util.List;
import java.util.Map;

/**
 * Stores of a run whose transactions commit together, so that nobody sees a district in some of them only.
 *
 * @param round the number under which the stores of the group find each other
 * @param others the other stores, each with the number of the order that counts; what an older order of that store came to does not
 * @param after of these the ones that have to be committed before
 */
public record CommitGroup(int round, Map<String, Integer> others, List<String> after) {
    public CommitGroup {
        others = Map.copyOf(others);
        after = List.copyOf(after);
    }
}
