package dev.datamig.loader.neo4j;

import dev.datamig.contracts.LoadStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A sealed node and what the target has in its place.
 *
 * @param there null for nothing
 * @param comes merged where that is ordered
 * @param theirs whether the newest run of another district has brought or taken over what is there
 */
record Meeting(
        String name, @Nullable Contents there, Contents comes, boolean owned, boolean theirs, LoadStrategy strategy) {

    enum Fate {
        NEW,
        SAME,
        STAYS,
        CHANGES,
        CONFLICT,
        FOREIGN
    }

    /** @param ours whether it is as a run before has left it */
    Fate fate(boolean ours) {
        if (there == null) {
            return Fate.NEW;
        }
        if (comes.equals(there)) {
            return Fate.SAME;
        }
        if (ours) {
            return Fate.CHANGES;
        }
        if (!owned) {
            return Fate.STAYS;
        }
        return switch (strategy) {
            case REMAP, REPLACE -> theirs ? Fate.STAYS : Fate.CONFLICT;
            case UPSERT, MERGE ->
                !comes.table().equals(there.table()) ? Fate.CONFLICT : theirs ? Fate.FOREIGN : Fate.CHANGES;
            case INSERT -> Fate.CONFLICT;
        };
    }
}
