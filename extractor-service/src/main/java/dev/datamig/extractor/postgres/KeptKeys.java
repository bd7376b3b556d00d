package dev.datamig.extractor.postgres;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The keys of tables that have been read once, for as long as a closure lasts: its rounds come by the same tables several times, and
 * each reading would cost the source as much as the first. Memory is bounded; a table that does not fit is read anew each time. For
 * several threads.
 */
public final class KeptKeys {

    /** Of a table that was never analysed the source knows the size alone. */
    private static final double ROWS_PER_BLOCK = 60;
    /** Bytes are asked for so many at a time. */
    private static final int STEP = 64 << 10;
    /** What {@link KeyEnd#weight} counts in. */
    private static final int WEIGHT = 12;

    private final Map<TableId, List<KeyEnd>> ends = new HashMap<>();
    private final Map<TableId, Slot> slots = new ConcurrentHashMap<>();
    private long left;

    /** What is known of a table; its lock is held while the table is read. */
    private static final class Slot {
        private boolean decided;
        private Optional<KeptTable> table = Optional.empty();
    }

    /**
     * @param bytes how much may be kept
     * @param all the keys by which rows may be looked for or lead on
     */
    public KeptKeys(long bytes, Collection<KeyEnd> all) {
        this.left = bytes;
        for (KeyEnd end : all) {
            List<KeyEnd> known = ends.computeIfAbsent(end.table().id(), id -> new ArrayList<>());
            if (known.stream().noneMatch(end::sameKey)) {
                known.add(end);
            }
        }
    }

    /** Nothing is kept. */
    public static KeptKeys none() {
        return new KeptKeys(0, List.of());
    }

    /** The table's keys, when they have been read. */
    Optional<KeptTable> find(PgTable table) {
        Slot slot = slots.get(table.id());
        if (slot == null) {
            return Optional.empty();
        }
        synchronized (slot) {
            return slot.table;
        }
    }

    /**
     * The table's keys, which are read now if they have not been; empty when they take too much memory.
     *
     * @param reading sends the rows with these keys, each read up to the place of the row in its table, to the taker of its piece;
     *     pieces are numbered in the order of places, and several may come at the same time
     */
    Optional<KeptTable> keep(PgTable table, BiConsumer<List<KeyEnd>, IntFunction<Taker>> reading) {
        Slot slot = slots.computeIfAbsent(table.id(), id -> new Slot());
        synchronized (slot) {
            if (!slot.decided) {
                slot.table = read(table, reading);
                slot.decided = true;
            }
            return slot.table;
        }
    }

    /** Whether the table's keys would be kept, as far as can be known. */
    boolean mayKeep(PgTable table) {
        List<KeyEnd> wanted = ends.getOrDefault(table.id(), List.of());
        return !wanted.isEmpty() && mayFit(table, wanted);
    }

    /** Takes a row whose keys come next. */
    @FunctionalInterface
    interface Taker {
        void take(CopyRow row, long place);
    }

    private Optional<KeptTable> read(PgTable table, BiConsumer<List<KeyEnd>, IntFunction<Taker>> reading) {
        List<KeyEnd> wanted = ends.getOrDefault(table.id(), List.of());
        if (wanted.isEmpty() || !mayFit(table, wanted)) {
            return Optional.empty();
        }
        Filling filling = new Filling(table, wanted);
        reading.accept(wanted, filling::piece);
        return filling.end();
    }

    private synchronized boolean mayFit(PgTable table, List<KeyEnd> wanted) {
        double perRow = Long.BYTES
                + wanted.stream().mapToDouble(end -> WEIGHT * end.weight()).sum();
        return rows(table) * perRow <= left;
    }

    static double rows(PgTable table) {
        return table.leaves().stream().mapToDouble(KeptKeys::rows).sum();
    }

    static double rows(PgLeaf leaf) {
        return leaf.estimatedRows() > 0 ? leaf.estimatedRows() : leaf.pages() * ROWS_PER_BLOCK;
    }

    private synchronized boolean reserve(long bytes) {
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }

    /** A table on its way; what turns out to be too large is let go, and the rest of its rows pass by. */
    private final class Filling {
        private final PgTable table;
        private final List<KeyEnd> ends;
        private final Map<Integer, KeptTable> pieces = new ConcurrentSkipListMap<>();
        private final AtomicLong reserved = new AtomicLong();
        private volatile boolean full;

        Filling(PgTable table, List<KeyEnd> ends) {
            this.table = table;
            this.ends = ends;
        }

        Taker piece(int number) {
            KeptTable piece = new KeptTable(table, ends);
            pieces.put(number, piece);
            return new Piece(this, piece);
        }

        private boolean more(long bytes) {
            if (reserve(bytes)) {
                reserved.addAndGet(bytes);
                return true;
            }
            full = true;
            pieces.clear();
            return false;
        }

        Optional<KeptTable> end() {
            if (full) {
                reserve(-reserved.get());
                return Optional.empty();
            }
            pieces.values().forEach(KeptTable::trim);
            return Optional.of(new KeptTable(table, ends, pieces.values()));
        }
    }

    /** A piece of a table on its way, filled by one thread. */
    private static final class Piece implements Taker {
        private final Filling whole;
        private @Nullable KeptTable keys;
        /** Bytes that are reserved and not taken. */
        private long room;

        Piece(Filling whole, KeptTable keys) {
            this.whole = whole;
            this.keys = keys;
        }

        @Override
        public void take(CopyRow row, long place) {
            if (keys == null) {
                return;
            }
            room -= keys.add(row, place);
            if (room < 0) {
                long step = Math.max(STEP, -room);
                room += step;
                keys = !whole.full && whole.more(step) ? keys : null;
            }
        }
    }
}
