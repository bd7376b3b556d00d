package dev.datamig.coordinator.rest;

import dev.datamig.coordinator.problem.Code;

/** Numbers in query parameters. */
final class Numbers {

    private Numbers() {}

    static int within(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outside(name, least, most);
        }
        throw outside(name, least, most);
    }

    private static RuntimeException outside(String name, int least, int most) {
        return Problems.of(Code.INVALID, name + " is not a number from " + least + " to " + most);
    }
}
