package dev.datamig.coordinator.saga;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands in the way of a load, of several stores' plans in one failure. */
final class PlanProblems {

    /** Problems that the failure tells of. */
    private static final int TOLD = 5;

    /** The loader's code for rows that meet others in the target. */
    private static final String CONFLICT = "LOD-004";

    private PlanProblems() {}

    /** Whether a store was not compared with its target, so that nobody knows which of its keys get new values. A graph gives none. */
    static boolean isUnplanned(Outcome.LoadPlanned planned, StoreReferences references) {
        return planned.plan() == null
                && !planned.problems().isEmpty()
                && !references.graphs().contains(planned.store());
    }

    /**
     * All that stands in the way, stores that could not be planned first. Rows whose keys are those of such a store may meet others only
     * because nobody has said yet which keys they get: these conflicts are not told, but that the plans have to wait is.
     *
     * @param stores in the order in which they are told
     * @return empty when nothing does
     */
    static Optional<Failure> inTheWay(List<String> stores, Stage.Planning stage, StoreReferences references) {
        List<Failure> problems = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        stores.stream().filter(stage.unplanned()::contains).forEach(store -> problems.addAll(of(stage, store)));
        for (String store : stores) {
            if (stage.unplanned().contains(store)) {
                continue;
            }
            boolean waits = references.reaches(store, stage.unplanned());
            List<Failure> told = of(stage, store).stream()
                    .filter(problem -> !waits || !problem.code().equals(CONFLICT))
                    .toList();
            if (told.size() < of(stage, store).size()) {
                waiting.add(store);
            }
            problems.addAll(told);
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(one(problems, waits(stores, stage, waiting)));
    }

    private static List<Failure> of(Stage.Planning stage, String store) {
        return stage.problems().getOrDefault(store, List.of());
    }

    private static String waits(List<String> stores, Stage.Planning stage, List<String> waiting) {
        return waiting.isEmpty()
                ? ""
                : "; not planned for that: %s, whose keys the plans of %s wait for"
                        .formatted(
                                stores.stream()
                                        .filter(stage.unplanned()::contains)
                                        .collect(Collectors.joining(", ")),
                                String.join(", ", waiting));
    }

    /** The first problem in full, what others add to it, how many are left to the plan, and who waits. */
    private static Failure one(List<Failure> problems, String waits) {
        Failure first = problems.getFirst();
        String also = problems.stream()
                .skip(1)
                .limit(TOLD - 1)
                .map(problem -> "; " + addition(first, problem))
                .collect(Collectors.joining());
        String more = problems.size() <= TOLD ? "" : " (and " + (problems.size() - TOLD) + " more)";
        return new Failure(FailureCategory.FATAL, first.code(), first.message() + also + more + waits, first.hint());
    }

    /** What is the same for all problems of a code stands before the first colon. */
    private static String addition(Failure first, Failure problem) {
        int colon = problem.message().indexOf(": ");
        return problem.code().equals(first.code()) && colon > 0
                ? problem.message().substring(colon + 2)
                : problem.code() + " " + problem.message();
    }
}
