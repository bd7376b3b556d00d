package dev.datamig.validator.duckdb;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.check.Judgement.QuasiIdentifier;
import dev.datamig.validator.check.KAnonymity;
import java.util.List;
import java.util.Optional;

/** Counts how many rows of the masked subset share their values of a quasi-identifier. */
public final class GroupSizes {

    private static final int SIZES = 10;

    private final SubsetDatabase database;

    public GroupSizes(SubsetDatabase database) {
        this.database = database;
    }

    /** Empty when a column does not travel. */
    public Optional<KAnonymity> of(QuasiIdentifier quasi, TableSchema table) {
        List<String> names =
                table.copiedColumns().stream().map(ColumnSchema::name).toList();
        if (!names.containsAll(quasi.columns())) {
            return Optional.empty();
        }
        database.asked("group sizes of " + table.id());
        List<String> places = quasi.columns().stream()
                .map(column -> SubsetDatabase.place(names.indexOf(column)))
                .toList();
        String groups = "(SELECT count(*) AS n FROM " + database.plainView(table.id()) + " GROUP BY "
                + String.join(",", places) + ")";
        double[] sums = database.numbers(
                "SELECT coalesce(sum(n),0),count(*),coalesce(min(n),0),count(*) FILTER (n < " + quasi.k()
                        + "),coalesce(sum(n) FILTER (n < " + quasi.k() + "),0) FROM " + groups,
                5);
        List<KAnonymity.Size> sizes =
                database.rows("SELECT n,count(*) FROM " + groups + " GROUP BY n ORDER BY n LIMIT " + SIZES, 2).stream()
                        .map(row -> new KAnonymity.Size((long) row[0], (long) row[1]))
                        .toList();
        return Optional.of(new KAnonymity(
                quasi.name(),
                table.id(),
                quasi.columns(),
                quasi.k(),
                (long) sums[0],
                (long) sums[1],
                (long) sums[2],
                (long) sums[3],
                (long) sums[4],
                sizes));
    }
}
