package dev.datamig.loader.postgres;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

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

    TableId id() {
        return schema.id();
    }

    String sql() {
        return target.sql();
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

    /** What a row's digest is taken over: everything but what the database computes by itself. */
    List<String> digestNames() {
        return target.columns().stream()
                .filter(column -> !column.generated())
                .map(TargetColumn::sql)
                .toList();
    }

    long rows() {
        return batches.stream().mapToLong(BatchManifest::rows).sum();
    }
}
