package dev.datamig.coordinator.rest;

import dev.datamig.contracts.RunOptions;
import dev.datamig.coordinator.problem.Code;
import org.jspecify.annotations.Nullable;

/** What an order for a run has to fulfil. */
final class RunOrders {

    private static final int LONGEST_KEY = 255;

    private RunOrders() {}

    static RunOptions given(@Nullable RunOptions given) {
        return given == null ? RunOptions.DEFAULT : given;
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
