package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.outcome.ConflictPlan;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;

/** Conflicts of a plan as failures that name table, number of rows, constraint and columns, never a value. */
final class Refusals {

    private Refusals() {}

    static Failure of(LoadTable table, ConflictPlan conflict) {
        String constraint = conflict.constraint() == null ? "" : " " + conflict.constraint();
        return LoadException.failure(
                code(conflict),
                "%s: %d of %d rows against %s%s (%s)"
                        .formatted(
                                table.id(),
                                conflict.rows(),
                                table.rows(),
                                conflict.kind(),
                                constraint,
                                String.join(", ", conflict.columns())));
    }

    /** Values that are wrong by themselves are none of the target's rows' fault. */
    private static LoaderCode code(ConflictPlan conflict) {
        return switch (conflict.kind()) {
            case "check", "required", "type", "duplicate" -> LoaderCode.VALUES_UNFIT;
            default -> LoaderCode.CONFLICT;
        };
    }
}
