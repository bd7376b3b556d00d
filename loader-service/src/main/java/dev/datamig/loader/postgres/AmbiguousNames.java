package dev.datamig.loader.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers and uuids by which others know rows although no constraint keeps them apart: the first column of a partitioned table's key.
 * Two rows of the same number mean that nobody can tell which of them is meant.
 */
final class AmbiguousNames {

    private final PgSession session;
    private final Links links;
    private final KeyChoice choice;

    AmbiguousNames(PgSession session, Links links, KeyChoice choice) {
        this.session = session;
        this.links = links;
        this.choice = choice;
    }

    /**
     * The columns by which new rows would be taken for others of the target.
     *
     * @param ours whether the target's row {@code t} is one of the run that this one takes the place of
     */
    List<KeyChoice.Surrogate> mistakable(LoadTable table, String ours) {
        return table.keyless()
                ? List.of()
                : links.names(table).stream()
                        .filter(name -> table.allKeys().stream()
                                .noneMatch(key -> key.columns().equals(List.of(name))))
                        .flatMap(name -> choice.among(table, List.of(name)).stream())
                        .filter(name ->
                                name.column().drawn() || name.column().base().equals("uuid"))
                        .filter(name -> count(name, ours) > 0)
                        .toList();
    }

    /** The same for people, where the rows keep these values: how many, and the way out. The store lets them in, so they stop nothing. */
    List<String> warnings(LoadTable table, String ours) {
        List<String> warnings = new ArrayList<>();
        for (KeyChoice.Surrogate name : mistakable(table, ours)) {
            warnings.add(
                    "%d new rows of %s have the %s of rows that are there already: whoever refers to them by it alone then means two rows each; the strategy remap gives them others"
                            .formatted(
                                    count(name, ours),
                                    table.sql(),
                                    name.column().name()));
        }
        return warnings;
    }

    private long count(KeyChoice.Surrogate name, String ours) {
        return session.number(
                "looking for names of " + name.table().id() + " that others have",
                "select count(*) from (" + rows(name, ours) + ") x");
    }

    /** A query for the numbers of the staged rows. */
    static String rows(KeyChoice.Surrogate name, String ours) {
        LoadTable table = name.table();
        return "select s.%1$s from %2$s s where exists (select from %3$s t where t.%4$s = s.%4$s and not %5$s) and not exists (select from %6$s f where f.datamig_row = s.%1$s and f.datamig_fate <> 'x')"
                .formatted(
                        Stage.ROW,
                        table.stage(),
                        table.target().own(),
                        name.column().sql(),
                        ours,
                        table.fate());
    }
}
