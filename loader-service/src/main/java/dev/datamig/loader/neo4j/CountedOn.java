package dev.datamig.loader.neo4j;

import dev.datamig.loader.neo4j.GraphChunk.Kind;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How many loaded runs count on a relationship, whether they brought it or found it there. Read when it is first asked for. */
final class CountedOn {

    /** Under which a run speaks of relationships that it has; those found there are among nodes. */
    static final EnumSet<Kind> KINDS = EnumSet.of(Kind.RELATIONSHIP, Kind.HELD_RELATIONSHIP, Kind.SHARED);

    private final Supplier<Map<String, Long>> reading;
    private @Nullable Map<String, Long> runs;

    /** @param reading runs by element id */
    CountedOn(Supplier<Map<String, Long>> reading) {
        this.reading = reading;
    }

    long of(String id) {
        Map<String, Long> known = runs;
        if (known == null) {
            known = reading.get();
            runs = known;
        }
        return known.getOrDefault(id, 0L);
    }
}
