package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** A small world of tables, links and rows, made of one seed. */
final class RandomWorld {

    static final int ROWS = 7;
    static final List<TableId> TABLES =
            IntStream.range(0, 5).mapToObj(i -> TableId.of("s:t" + i)).toList();

    final Random random;
    final List<Link> links = new ArrayList<>();
    final List<long[]> edges = new ArrayList<>();
    final Set<TableId> adopted = new HashSet<>();
    final Roots roots = new Roots(new RowSets(), new RowSets());

    RandomWorld(long seed) {
        random = new Random(seed);
        for (int i = 3 + random.nextInt(7); i > 0; i--) {
            link();
        }
        IntStream.range(0, random.nextInt(3)).forEach(i -> adopted.add(any()));
        TableId root = any();
        for (long row = 0; row < ROWS; row++) {
            (row % 3 == 0 ? roots.chosen() : roots.others()).add(root, RowSet.of(row));
        }
    }

    private void link() {
        Link.Kind kind = Link.Kind.values()[random.nextInt(5) < 3 ? 0 : random.nextInt(3)];
        int id = links.size();
        boolean entity = kind == Link.Kind.REFERENCE && random.nextInt(6) == 0;
        links.add(new Link(id, kind, any(), any(), "link" + id, random.nextInt(4) > 0, false, entity));
        for (int i = random.nextInt(ROWS); i > 0; i--) {
            edges.add(new long[] {id, random.nextInt(ROWS), random.nextInt(ROWS)});
        }
    }

    private TableId any() {
        return TABLES.get(random.nextInt(TABLES.size()));
    }

    List<RowSet> travel(List<Journey> journeys) {
        return journeys.stream()
                .map(journey -> {
                    int from = journey.move().forward() ? 1 : 2;
                    RowSet ends = new RowSet();
                    edges.stream()
                            .filter(edge -> edge[0] == journey.move().link().id()
                                    && journey.rows().contains(edge[from]))
                            .forEach(edge -> ends.add(edge[3 - from]));
                    return ends;
                })
                .toList();
    }
}
