package dev.datamig.extractor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgConstraints;
import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.catalog.TypeMap;
import dev.datamig.extractor.keys.KeySet;
import dev.datamig.extractor.rows.RowSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptKeysTest {

    private static final PgTable TABLE = new PgTable(
            new TableId("here", "child"),
            "public",
            "child",
            true,
            List.of(new PgLeaf(11, "child_1", 3, 1, 1), new PgLeaf(12, "child_2", 3, 1, 2)),
            List.of(column("id", "int8"), column("name", "text")),
            List.of("id"),
            List.of(),
            false,
            null,
            PgConstraints.NONE);

    private static final KeyEnd NUMBER = end(List.of(0), List.of(KeyForm.NUMBER), null);
    private static final KeyEnd TEXT = end(List.of(1), List.of(KeyForm.TEXT), null);
    private static final KeyEnd BOTH = end(List.of(0, 1), List.of(KeyForm.NUMBER, KeyForm.TEXT), null);
    private static final List<KeyEnd> ENDS = List.of(NUMBER, TEXT, BOTH);

    /** Place, id, name. */
    private static final List<Row> ROWS =
            List.of(row(0, 1, "a"), row(0, 2, null), row(0, 0, "a"), row(1, 1, "b"), row(1, 7, ""));

    private final AtomicInteger readings = new AtomicInteger();

    private record Row(int leaf, long id, @Nullable String name) {}

    @Test
    void givesTheKeysOfChosenRowsAndTheRowsOfChosenKeys() {
        KeptTable kept = keep(1 << 20).orElseThrow();
        for (KeyEnd end : ENDS) {
            KeySet keys = PgKeys.emptySet(end, KeyLimits.DEFAULT);
            kept.gather(end, RowSet.of(place(0), place(1)), keys);
            RowSet found = new RowSet();
            kept.find(end, keys, found);
            assertThat(found).isEqualTo(expected(end));
        }
    }

    private static RowSet expected(KeyEnd end) {
        if (end == NUMBER) {
            return RowSet.of(place(0), place(1), place(3));
        }
        return end == TEXT ? RowSet.of(place(0), place(2)) : RowSet.of(place(0));
    }

    @Test
    void looksOnlyAtTheLeavesThatAReferenceHoldsFor() {
        KeptTable kept = keep(1 << 20).orElseThrow();
        KeyEnd second = end(List.of(0), List.of(KeyForm.NUMBER), Set.of(12L));
        KeySet keys = PgKeys.emptySet(second, KeyLimits.DEFAULT);
        kept.gather(second, RowSet.of(place(0), place(4)), keys);
        RowSet found = new RowSet();
        kept.find(second, keys, found);
        assertThat(keys.size()).isOne();
        assertThat(found).isEqualTo(RowSet.of(place(4)));
    }

    @Test
    void readsATableOnce() {
        KeptKeys all = new KeptKeys(1 << 20, ENDS);
        assertThat(all.find(TABLE)).isEmpty();
        assertThat(all.keep(TABLE, (ends, pieces) -> send(pieces.apply(0)))).isPresent();
        assertThat(all.keep(TABLE, (ends, pieces) -> send(pieces.apply(0)))).isPresent();
        assertThat(all.find(TABLE)).isPresent();
        assertThat(readings).hasValue(1);
    }

    @Test
    void doesNotReadWhatItExpectsNotToFit() {
        assertThat(keep(100)).isEmpty();
        assertThat(readings).hasValue(0);
    }

    @Test
    void letsGoOfWhatTurnsOutTooLargeAndDoesNotTryAgain() {
        KeptKeys all = new KeptKeys(70_000, List.of(NUMBER));
        for (int i = 0; i < 2; i++) {
            assertThat(all.keep(TABLE, (ends, pieces) -> {
                        readings.incrementAndGet();
                        KeptKeys.Taker one = pieces.apply(0);
                        KeptKeys.Taker other = pieces.apply(1);
                        IntStream.range(0, 5_000).forEach(row -> {
                            one.take(message(row(0, row, "x")), place(0));
                            other.take(message(row(1, row, "x")), place(3));
                        });
                    }))
                    .isEmpty();
        }
        assertThat(readings).hasValue(1);
    }

    @Test
    void givesBackWhatATableTookThatDidNotFit() {
        PgTable other = new PgTable(
                new TableId("here", "other"),
                "public",
                "other",
                false,
                TABLE.leaves(),
                TABLE.columns(),
                List.of(),
                List.of(),
                false,
                null,
                PgConstraints.NONE);
        KeyEnd end = new KeyEnd(other, "other", null, NUMBER.columns(), NUMBER.forms(), null);
        KeptKeys both = new KeptKeys(140_000, List.of(NUMBER, end));

        assertThat(both.keep(TABLE, (ends, pieces) -> fill(pieces.apply(0), 10_000)))
                .isEmpty();
        assertThat(both.keep(other, (ends, pieces) -> fill(pieces.apply(0), 8_000)))
                .isPresent();
    }

    private static void fill(KeptKeys.Taker taker, int rows) {
        IntStream.range(0, rows).forEach(row -> taker.take(message(row(0, row, "x")), place(0)));
    }

    @Test
    void piecesMayComeInAnyOrder() {
        KeptTable kept = new KeptKeys(1 << 20, ENDS)
                .keep(TABLE, (ends, pieces) -> {
                    KeptKeys.Taker second = pieces.apply(1);
                    KeptKeys.Taker first = pieces.apply(0);
                    for (int row : List.of(3, 0, 4, 1, 2)) {
                        (row < 3 ? first : second).take(message(ROWS.get(row)), place(row));
                    }
                })
                .orElseThrow();

        for (KeyEnd end : ENDS) {
            KeySet keys = PgKeys.emptySet(end, KeyLimits.DEFAULT);
            kept.gather(end, RowSet.of(place(0), place(1)), keys);
            RowSet found = new RowSet();
            kept.find(end, keys, found);
            assertThat(found).isEqualTo(expected(end));
        }
    }

    private Optional<KeptTable> keep(long bytes) {
        return new KeptKeys(bytes, ENDS).keep(TABLE, (ends, pieces) -> send(pieces.apply(0)));
    }

    private void send(KeptKeys.Taker taker) {
        readings.incrementAndGet();
        IntStream.range(0, ROWS.size()).forEach(i -> taker.take(message(ROWS.get(i)), place(i)));
    }

    private static Row row(int leaf, long id, @Nullable String name) {
        return new Row(leaf, id, name);
    }

    private static long place(int row) {
        return TidCode.of(ROWS.get(row).leaf(), 0, row + 1);
    }

    /** A row as a COPY has it, for the ends in their order. */
    private static CopyRow message(Row row) {
        ByteBuffer bytes = ByteBuffer.allocate(200);
        bytes.position(19);
        bytes.putShort((short) 4);
        for (int i = 0; i < 2; i++) {
            bytes.putInt(Long.BYTES).putLong(row.id());
            put(bytes, row.name());
        }
        CopyRow copied = new CopyRow();
        copied.on(bytes.array());
        return copied;
    }

    private static void put(ByteBuffer bytes, @Nullable String text) {
        if (text == null) {
            bytes.putInt(-1);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.putInt(utf8.length).put(utf8);
        }
    }

    private static KeyEnd end(List<Integer> columns, List<KeyForm> forms, @Nullable Set<Long> leaves) {
        return new KeyEnd(
                TABLE,
                "child",
                leaves,
                columns.stream().map(TABLE.columns()::get).toList(),
                forms,
                null);
    }

    private static PgColumn column(String name, String type) {
        return new PgColumn(
                new ColumnSchema(name, type, type, TypeMap.physical(type), true, false, false, null, List.of(), null),
                name,
                null,
                true,
                false,
                false,
                null);
    }
}
