package dev.datamig.anonymizer.transform;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** Periods that dates are kept in or cut to; a school year begins on 1 September. */
enum Period {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    SCHOOL_YEAR;

    static Period named(String text) {
        return switch (text) {
            case "day" -> DAY;
            case "week" -> WEEK;
            case "month" -> MONTH;
            case "quarter" -> QUARTER;
            case "year" -> YEAR;
            default -> SCHOOL_YEAR;
        };
    }

    /** The first day of the period that a day lies in. */
    LocalDate start(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
            case YEAR -> day.withDayOfYear(1);
            case SCHOOL_YEAR ->
                day.getMonthValue() >= 9 ? LocalDate.of(day.getYear(), 9, 1) : LocalDate.of(day.getYear() - 1, 9, 1);
        };
    }

    /** The first day of the following period. */
    LocalDate next(LocalDate start) {
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case QUARTER -> start.plusMonths(3);
            case YEAR, SCHOOL_YEAR -> start.plusYears(1);
        };
    }
}
