package dev.datamig.loader.postgres;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.LoadProgress;
import dev.datamig.loader.target.RowSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rows are copied straight into place and which go by a stage, where they can be compared with the target's. Reference rows
 * always do: whether they are there already is open. A table may have both.
 */
final class Placement {

    /** Tables with fewer rows are not worth the risk of having to begin anew. */
    private static final int WORTH_IT = 100;

    /** The rows of a transaction are found by looking at the whole table: not in one that is so much larger than what came. */
    private static final int TOO_LARGE = 50;

    private final Stage stage;
    private final LoadProgress progress;
    private final Set<LoadTable> direct = new HashSet<>();
    private final Map<LoadTable, Map<String, Map<String, String>>> rewritten = new HashMap<>();

    Placement(Stage stage, LoadProgress progress) {
        this.stage = stage;
        this.progress = progress;
    }

    /** Chooses tables of which no owned row is expected in the target. */
    void choose(Map<String, LoadTable> tables, TargetCatalog catalog, LoadPolicy policy) {
        for (List<String> group : catalog.order(tables.keySet()).groups()) {
            LoadTable table = tables.get(group.get(0));
            if (group.size() == 1 && table != null && suits(table, catalog, policy)) {
                direct.add(table);
            }
        }
    }

    private static boolean suits(LoadTable table, TargetCatalog catalog, LoadPolicy policy) {
        long owned = LoadTable.rows(table.batches(Membership.OWNED));
        return owned >= WORTH_IT
                && !overwrites(policy.of(table.id()))
                && table.target().estimate() < TOO_LARGE * owned
                && DirectCopy.suits(table)
                && (owned == table.rows() || mayBeSplit(table, catalog, policy));
    }

    /** Who orders this expects rows to be there. */
    private static boolean overwrites(LoadStrategy strategy) {
        return strategy == LoadStrategy.UPSERT || strategy == LoadStrategy.MERGE;
    }

    /** Not where owned and reference rows may refer to each other, nor where keys are chosen over both. */
    private static boolean mayBeSplit(LoadTable table, TargetCatalog catalog, LoadPolicy policy) {
        LoadStrategy strategy = policy.of(table.id());
        return strategy != LoadStrategy.REMAP
                && strategy != LoadStrategy.REPLACE
                && catalog.references().stream()
                        .noneMatch(r -> r.childRoot().equals(table.sql())
                                && r.parentRoot().equals(table.sql()));
    }

    boolean any() {
        return !direct.isEmpty();
    }

    void none() {
        direct.clear();
        rewritten.clear();
    }

    void without(Collection<LoadTable> tables) {
        direct.removeAll(tables);
        rewritten.keySet().removeAll(tables);
    }

    /** Of tables of which some rows go by the stage all do. @param texts by table and column, which text is another one in the target */
    void rewrite(Map<LoadTable, Map<String, Map<String, String>>> texts) {
        texts.forEach((table, columns) -> {
            if (direct(table) && !split(table)) {
                rewritten.put(table, columns);
            } else {
                direct.remove(table);
            }
        });
    }

    /** Whether rows that go straight into place get other texts on their way. */
    boolean rewrites(LoadTable table) {
        return rewritten.containsKey(table);
    }

    /** The rows of a table as they go straight into place. */
    RowSource source(LoadTable table, RowSource sealed) {
        Map<String, Map<String, String>> texts = rewritten.get(table);
        return texts == null ? sealed : new RewrittenRows(sealed, texts);
    }

    /** Whether owned rows go straight into place. */
    boolean direct(LoadTable table) {
        return direct.contains(table);
    }

    /** Whether some rows go by the stage. */
    boolean staged(LoadTable table) {
        return !direct(table) || split(table);
    }

    /** Whether all rows go by the stage. What is staged in part is staged anew before any of its rows is moved. */
    boolean stagedWhole(LoadTable table) {
        return !direct(table);
    }

    /** Whether owned rows go straight into place and reference rows by the stage. */
    boolean split(LoadTable table) {
        return direct(table) && !table.batches(Membership.REFERENCE).isEmpty();
    }

    /** Rows that go straight into place. */
    long directRows(LoadTable table) {
        return direct(table) ? LoadTable.rows(table.batches(Membership.OWNED)) : 0;
    }

    void fillStage(LoadTable table) {
        List<BatchManifest> batches = direct(table) ? table.batches(Membership.REFERENCE) : table.batches();
        if (!batches.isEmpty()) {
            stage.fill(table, batches, progress);
        }
    }

    /** All rows go by the stage after all. @return whether a comparison that was made does not hold any more */
    boolean stageAll(LoadTable table) {
        boolean compared = split(table);
        rewritten.remove(table);
        if (direct.remove(table)) {
            if (compared) {
                stage.drop(table);
            }
            stage.fill(table, progress);
        }
        return compared;
    }

    /** The table's stage gives way to one with other columns. */
    void stageAnew(LoadTable table) {
        stage.drop(table);
        fillStage(table);
    }

    /** Where the rows of a table can be read in the form that they are written in. */
    String rows(LoadTable table) {
        return direct(table)
                ? "(select t.* from %s t where %s) d".formatted(table.target().own(), Proof.MADE_HERE)
                : table.stage();
    }
}
