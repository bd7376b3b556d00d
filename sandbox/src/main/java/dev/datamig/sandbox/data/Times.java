package dev.datamig.sandbox.data;

/** Moments of invented events, in PostgreSQL's text form; nothing in the sandbox depends on today. */
final class Times {

    private Times() {}

    static String in2024(Dice dice) {
        return "2024-" + two(dice.between(1, 12)) + "-" + two(dice.between(1, 28)) + clock(dice);
    }

    static String in2025(Dice dice) {
        return "2025-" + two(dice.between(1, 12)) + "-" + two(dice.between(1, 28)) + clock(dice);
    }

    /** A day of the autumn term, from 2025-09-01. */
    static String autumnDay(int n) {
        return java.time.LocalDate.of(2025, 9, 1).plusDays(n % 100).toString();
    }

    private static String clock(Dice dice) {
        return " " + two(dice.between(6, 21)) + ":" + two(dice.below(60)) + ":" + two(dice.below(60)) + "."
                + String.format("%06d", dice.below(1_000_000)) + "+00";
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
