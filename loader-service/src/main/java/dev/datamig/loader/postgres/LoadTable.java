package dev.datamig.loader.postgres;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sealed table and the target's table that takes its rows.
 *
 * @param number names its temporary tables
 * @param schema as the source had it
 * @param target as the target has it
 * @param columns those that are filled
 * @param cells where each of them stands in a sealed row
 * @param key bare names of the columns by which a row is recognised; empty when there is no such key
 * @param keyIsBusiness whether equal keys alone make two rows the same thing in the real world
 * @param uniqueKeys further keys that no two rows may share, all of whose columns are filled
 * @param batches the sealed files
 */
record LoadTable(
        int number,
        TableSchema schema,
        TargetTable target,
        List<TargetColumn> columns,
        List<Integer> cells,
        List<String> key,
        boolean keyIsBusiness,
        List<TargetKey> uniqueKeys,
        List<BatchManifest> batches) {

    private static final int ALONE = 1_000_000;

    /** By number and name: within a load there is one of each, and there is much to compare otherwise. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LoadTable table
                && table.number == number
                && table.id().equals(id());
    }

    @Override
    public int hashCode() {
        return number;
    }

    TableId id() {
        return schema.id();
    }

    String sql() {
        return target.sql();
    }

    /** For messages: which triggers have had a hand in what was inserted. */
    String triggers() {
        return target.triggers().isEmpty() ? "" : "; triggers that fire there: " + String.join(", ", target.triggers());
    }

    /** The sealed rows. */
    String stage() {
        return "datamig_s" + number;
    }

    /** What becomes of rows that are not simply new. */
    String fate() {
        return "datamig_f" + number;
    }

    boolean keyless() {
        return key.isEmpty();
    }

    /** The key by which rows are recognised, and the further ones. */
    List<TargetKey> allKeys() {
        List<TargetKey> all = new ArrayList<>();
        target.keys().stream().filter(k -> k.columns().equals(key)).limit(1).forEach(all::add);
        all.addAll(uniqueKeys);
        return all;
    }

    List<String> columnNames() {
        return columns.stream().map(TargetColumn::sql).toList();
    }

    List<String> keyNames() {
        return key.stream().map(Names::quoted).toList();
    }

    /** Whether every column that a row's digest is taken over is sealed, so that the digest is known before the row is written. */
    boolean digestIsKnown() {
        return target.columns().stream().allMatch(column -> column.generated() || columns.contains(column));
    }

    /** Which of the filled columns a row's digest is taken over, in its order. */
    int[] digestColumns() {
        return target.columns().stream()
                .filter(column -> !column.generated())
                .mapToInt(columns::indexOf)
                .toArray();
    }

    /** What a row's digest is taken over: everything but what the database computes by itself. */
    List<String> digestNames() {
        return target.digestNames();
    }

    long rows() {
        return rows(batches);
    }

    static long rows(List<BatchManifest> batches) {
        return batches.stream().mapToLong(BatchManifest::rows).sum();
    }

    /** The files of rows that belong to the district, or of those that it needs. */
    List<BatchManifest> batches(Membership membership) {
        return batches.stream()
                .filter(batch -> batch.membership() == membership)
                .toList();
    }

    /** The same rows with these columns alone. */
    LoadTable withColumns(Set<String> names) {
        List<TargetColumn> some = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (names.contains(columns.get(i).name())) {
                some.add(columns.get(i));
                places.add(cells.get(i));
            }
        }
        return new LoadTable(number, schema, target, some, places, key, keyIsBusiness, uniqueKeys, batches);
    }

    /** Whether the key says nothing to a person: a code or name of the row does when the two disagree. */
    boolean keyIsOpaque() {
        return columns.stream()
                .anyMatch(column -> key.contains(column.name()) && column.base().equals("uuid"));
    }

    /** The table with its owned rows alone, and temporary tables of its own. */
    LoadTable ownedAlone() {
        return new LoadTable(
                number + ALONE,
                schema,
                target,
                columns,
                cells,
                key,
                keyIsBusiness,
                uniqueKeys,
                batches(Membership.OWNED));
    }
}
