package dev.datamig.coordinator.rest;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunOptions;
import dev.datamig.coordinator.problem.Code;
import org.jspecify.annotations.Nullable;

/** What an order for a run has to fulfil. */
final class RunOrders {

    private static final int LONGEST_KEY = 255;

    private RunOrders() {}

    static RunOptions given(@Nullable RunOptions given) {
        RunOptions options = given == null ? RunOptions.DEFAULT : given;
        if (options.tableStrategies().containsValue(LoadStrategy.REPLACE)) {
            throw Problems.of(
                    Code.INVALID,
                    "replace is ordered for a run and not for a table",
                    "Send loadStrategy replace: a district is refreshed as a whole");
        }
        if (options.tableStrategies().keySet().stream().anyMatch(table -> table.indexOf(':') < 1)) {
            throw Problems.of(Code.INVALID, "tableStrategies names tables as store:table", "Such as ids:public.person");
        }
        return options;
    }

    static @Nullable String checkedKey(@Nullable String key) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY || key.chars().anyMatch(Character::isISOControl)) {
            throw Problems.of(Code.INVALID, "the Idempotency-Key has to have 1 to " + LONGEST_KEY + " characters");
        }
        return key;
    }
}
