package dev.datamig.anonymizer.transform;

import dev.datamig.contracts.schema.Physical;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Other days: further along the mask's walk, as far to the other side, nearer on both sides, then further away. */
final class DateVariants implements Variants {

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int FURTHER = 400;

    private final Physical physical;

    DateVariants(Target target) {
        this.physical = target.column().physical();
    }

    @Override
    public Stream<Object> of(Object cell, Object fake, Mask mask, Row row, Predicate<Object> fits) {
        long moved = day(fake) - day(cell);
        long most = Math.max(Math.abs(moved), 1);
        LongStream nearer = LongStream.iterate(most - 1, days -> days > 0, days -> days - 1);
        LongStream further = LongStream.rangeClosed(most + 1, most + FURTHER);
        return Variants.inTurn(List.of(
                () -> walk(cell, fake, mask, row, FURTHER),
                () -> Stream.of(at(cell, -moved)),
                () -> LongStream.concat(nearer, further)
                        .flatMap(days -> moved < 0 ? LongStream.of(-days, days) : LongStream.of(days, -days))
                        .mapToObj(days -> at(cell, days))));
    }

    private long day(Object cell) {
        return cell instanceof Integer day ? day : Math.floorDiv((Long) cell, DAY_MICROS);
    }

    private Object at(Object cell, long days) {
        return Instants.mapDay(physical, cell, day -> day + days);
    }
}
