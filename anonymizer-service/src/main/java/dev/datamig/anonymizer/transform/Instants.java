package dev.datamig.anonymizer.transform;

import dev.datamig.contracts.schema.Physical;
import java.util.function.LongUnaryOperator;

/** Lets functions of whole days work on dates and timestamps; PostgreSQL's infinities stay what they are. */
final class Instants {

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int INFINITE_DATE = Integer.MAX_VALUE + 10957;
    private static final int MINUS_INFINITE_DATE = Integer.MIN_VALUE + 10957;
    private static final long EPOCH_MICROS = 946_684_800_000_000L;
    private static final long INFINITE = Long.MAX_VALUE + EPOCH_MICROS;
    private static final long MINUS_INFINITE = Long.MIN_VALUE + EPOCH_MICROS;

    private Instants() {}

    /** Maps the day (days since 1970-01-01), keeps the time of day. */
    static Object mapDay(Physical physical, Object cell, LongUnaryOperator function) {
        if (physical == Physical.DATE) {
            int day = (Integer) cell;
            return day == INFINITE_DATE || day == MINUS_INFINITE_DATE ? cell : (Object) (int) function.applyAsLong(day);
        }
        return mapMicros(
                cell,
                micros -> function.applyAsLong(Math.floorDiv(micros, DAY_MICROS)) * DAY_MICROS
                        + Math.floorMod(micros, DAY_MICROS));
    }

    static Object mapMicros(Object cell, LongUnaryOperator function) {
        long micros = (Long) cell;
        return micros == INFINITE || micros == MINUS_INFINITE ? cell : (Object) function.applyAsLong(micros);
    }
}
