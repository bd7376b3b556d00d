package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.sharing.Handout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PieceTest {

    private static final int BATCH = 10;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @RepeatedTest(50)
    void eachRowIsInOnePieceAsWhatItIs() {
        RowSet owned = rows(random.nextInt(1_000));
        RowSet reference = rows(random.nextInt(200)).minus(owned);
        SubsetTable table = table("t", TableKind.TABLE, owned, reference);

        List<Piece> pieces = Piece.all(List.of(table), BATCH);

        assertThat(together(pieces, true)).as("seed %d", seed).isEqualTo(owned);
        assertThat(together(pieces, false)).as("seed %d", seed).isEqualTo(reference);
        assertThat(pieces.stream().mapToLong(Piece::size).sum())
                .as("seed %d", seed)
                .isEqualTo(table.size());
        assertThat(Piece.all(List.of(table), BATCH)).as("seed %d", seed).isEqualTo(pieces);
    }

    @RepeatedTest(50)
    void noTwoPiecesShareANumberAndNoneHasThatOfAHandout() {
        SubsetTable table = table("t", TableKind.TABLE, rows(1 + random.nextInt(5_000)), new RowSet());

        List<Piece> pieces = Piece.all(List.of(table), BATCH);

        assertThat(pieces).as("seed %d", seed).extracting(Piece::partsBefore).doesNotHaveDuplicates();
        assertThat(pieces)
                .as("seed %d", seed)
                .allSatisfy(piece -> assertThat(piece.partsBefore()).isLessThan(Handout.partsBefore(Handout.FIRST)));
        pieces.stream()
                .limit(pieces.size() - 1L)
                .forEach(piece -> assertThat(piece.size() % BATCH)
                        .as("seed %d, a batch that is not full", seed)
                        .isZero());
    }

    @Test
    void whereMostIsLeftComesFirst() {
        SubsetTable large = table("large", TableKind.TABLE, rows(45), new RowSet());
        SubsetTable middle = table("middle", TableKind.TABLE, rows(30), new RowSet());
        SubsetTable small = table("small", TableKind.TABLE, rows(7), new RowSet());

        List<Piece> pieces = Piece.all(List.of(small, middle, large), BATCH);

        assertThat(pieces)
                .extracting(piece ->
                        piece.rows().schema().id().name() + " " + piece.size() + " behind " + piece.partsBefore())
                .containsExactly(
                        "large 20 behind " + Handout.partsBefore(0),
                        "middle 20 behind " + Handout.partsBefore(0),
                        "large 20 behind " + Handout.partsBefore(1),
                        "middle 10 behind " + Handout.partsBefore(1),
                        "small 7 behind " + Handout.partsBefore(0),
                        "large 5 behind " + Handout.partsBefore(2));
    }

    @Test
    void aGraphIsReadAsAWhole() {
        SubsetTable nodes = table("nodes", TableKind.NODES, rows(500), new RowSet());

        assertThat(Piece.all(List.of(nodes), BATCH)).containsExactly(new Piece(nodes, Handout.partsBefore(0)));
    }

    private RowSet rows(int count) {
        RowSet rows = new RowSet();
        while (rows.size() < count) {
            rows.add(random.nextInt(3) * (1L << 48) + random.nextInt(20_000));
        }
        return rows;
    }

    private static RowSet together(List<Piece> pieces, boolean owned) {
        RowSet all = new RowSet();
        pieces.forEach(
                piece -> all.addAll(owned ? piece.rows().owned() : piece.rows().reference()));
        return all;
    }

    private static SubsetTable table(String name, TableKind kind, RowSet owned, RowSet reference) {
        TableSchema schema = new TableSchema(
                new TableId("store", name),
                kind,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of());
        return new SubsetTable(schema, owned, reference, (rows, taker) -> {});
    }
}
