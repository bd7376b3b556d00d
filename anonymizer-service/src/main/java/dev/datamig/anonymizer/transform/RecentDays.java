package dev.datamig.anonymizer.transform;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * A function of days that remembers what it made of recent ones, by their last bits: the days of some forty years do not displace each other.
 * Remembering changes no result. Not for several threads.
 */
final class RecentDays implements LongUnaryOperator {

    private static final int FIRST = 1 << 8;
    private static final int MOST = 1 << 14;
    /** No day that a function is asked for. */
    private static final long NONE = Long.MIN_VALUE;

    private final LongUnaryOperator function;
    private long[] days = none(FIRST);
    private long[] answers = new long[FIRST];
    private int misses;

    /** @param function gives the same for the same day */
    RecentDays(LongUnaryOperator function) {
        this.function = function;
    }

    @Override
    public long applyAsLong(long day) {
        int place = (int) day & days.length - 1;
        if (days[place] == day && day != NONE) {
            return answers[place];
        }
        long answer = function.applyAsLong(day);
        if (++misses > days.length && days.length < MOST) {
            grow();
        }
        keep(day, answer);
        return answer;
    }

    private void keep(long day, long answer) {
        int place = (int) day & days.length - 1;
        days[place] = day;
        answers[place] = answer;
    }

    private void grow() {
        long[] oldDays = days;
        long[] oldAnswers = answers;
        days = none(4 * oldDays.length);
        answers = new long[days.length];
        misses = 0;
        for (int i = 0; i < oldDays.length; i++) {
            if (oldDays[i] != NONE) {
                keep(oldDays[i], oldAnswers[i]);
            }
        }
    }

    private static long[] none(int places) {
        var out = new long[places];
        Arrays.fill(out, NONE);
        return out;
    }
}
