package dev.datamig.loader.postgres;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.seal.SealedLoad;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Rows that loaded runs of other districts have brought from rows of the source which this run has too. Such a row is the same row,
 * under the key that the other district has given it, also when the source has changed it since: then it stays as the other district
 * knows it until that one is loaded anew, and is neither a conflict nor put in a second time.
 */
final class BroughtByOthers {

    /** What the column of which keys are chosen holds in the source. */
    static final String SEALED = Names.quoted("~sealed");

    private static final String DISTRICT = Names.quoted("~district");
    private static final String THEIRS = "datamig_theirs";
    private static final String CHOSEN = "datamig_theirs_chosen";
    private static final String DOING = "looking for rows that other districts have brought";

    private final PgSession session;
    private final PgLedger ledger;
    private final UndoRows reader;
    private final LoadPolicy policy;
    private final SealedLoad sealed;
    private final PgKeyLedger own;
    private final Function<LoadTable, Optional<TargetColumn>> chosen;
    private final Originals originals;
    private final Map<LoadTable, Optional<String>> known = new HashMap<>();

    /**
     * @param own the district's keys
     * @param chosen the column of a table's key of which new values may be chosen
     */
    BroughtByOthers(
            PgSession session,
            PgLedger ledger,
            TargetCatalog catalog,
            LoadJob job,
            PgKeyLedger own,
            Function<LoadTable, Optional<TargetColumn>> chosen,
            Originals originals) {
        this.session = session;
        this.ledger = ledger;
        this.reader = new UndoRows(session, catalog);
        this.policy = job.policy();
        this.sealed = job.sealed();
        this.own = own;
        this.chosen = chosen;
        this.originals = originals;
    }

    /**
     * Of rows that meet others under their key, those that another district has brought are the same rows. With {@code insert} a difference
     * is for people to see, and {@code upsert} and {@code merge} overwrite; but for one in texts that masking searched for people, of
     * whom each run knows its own.
     *
     * @param compared columns in which two rows have to agree to be the same
     */
    void recognise(LoadTable table, List<String> compared) {
        LoadStrategy strategy = policy.of(table.id());
        boolean anyDifference = strategy == LoadStrategy.REMAP || strategy == LoadStrategy.REPLACE;
        Set<String> searched = sealed.searched(table.id());
        if (!anyDifference && searched.isEmpty()) {
            return;
        }
        String which = anyDifference
                ? "f.datamig_fate in ('x', '?')"
                : "f.datamig_fate in ('x', '?', 'd') and " + alikeBut(searched, table, compared);
        if (session.number(DOING, "select count(*) from %s f where %s".formatted(table.fate(), which)) > 0) {
            rows(table)
                    .ifPresent(theirs -> session.update(
                            DOING,
                            "update %s f set datamig_fate = 'm' where %s and exists (select from %s)"
                                    .formatted(table.fate(), which, same(table, theirs))));
        }
    }

    private static String alikeBut(Set<String> searched, LoadTable table, List<String> compared) {
        List<String> others = compared.stream()
                .filter(column -> !searched.contains(Names.bare(column)))
                .toList();
        return "exists (select from %s s join %s t on %s where s.%s = f.datamig_row and %s)"
                .formatted(
                        table.stage(),
                        table.target().own(),
                        table.target().equal("f", "t", table.keyNames()),
                        Stage.ROW,
                        Fates.same("s", "t", others));
    }

    /** That the entry {@code f} is about a row {@code y} of others. */
    private String same(LoadTable table, String theirs) {
        String meets = table.target().equal("y", "f", table.keyNames());
        return chosen.apply(table)
                .map(column -> "%s y join %s o on o.%s = y.%s where o.%s = f.datamig_row and %s"
                        .formatted(theirs, originals.of(table), column.sql(), SEALED, Stage.ROW, meets))
                .orElse(theirs + " y where " + meets);
    }

    /** How many rows of a table stay as others know them, by whom, for people; empty when none does. */
    Optional<String> warning(LoadTable table) {
        return known.getOrDefault(table, Optional.empty()).flatMap(theirs -> warning(table, theirs));
    }

    private Optional<String> warning(LoadTable table, String theirs) {
        Map<String, Long> districts = new TreeMap<>();
        session.query(
                DOING,
                "select y.%s, count(distinct f.datamig_row) from %s f join %s s on s.%s = f.datamig_row and s.%s join %s y on %s where f.datamig_fate = 'm' group by 1"
                        .formatted(
                                DISTRICT,
                                table.fate(),
                                table.stage(),
                                Stage.ROW,
                                Stage.OWNED,
                                theirs,
                                table.target().equal("y", "f", table.keyNames())),
                row -> districts.put(row.getString(1), row.getLong(2)));
        List<String> parts = new ArrayList<>();
        districts.forEach((district, count) -> parts.add(count + " of district " + district));
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s: rows that other districts have brought, and that this run has with other contents, stay as they are in CERT until those are loaded anew: %s"
                                .formatted(table.id(), String.join(", ", parts)));
    }

    /**
     * All of a table that loaded runs of other districts have brought.
     *
     * @return a table of the keys and, for the column of which keys are chosen, {@link #SEALED}; empty when there is nothing
     */
    Optional<String> rows(LoadTable table) {
        return table.keyless() ? Optional.empty() : known.computeIfAbsent(table, this::read);
    }

    private Optional<String> read(LoadTable table) {
        Map<String, List<LedgerChanges.Brought>> districts = new TreeMap<>();
        if (ledger.exists()) {
            ledger.changes().brought(table.sql()).stream()
                    .filter(brought -> !brought.district().equals(own.district()))
                    .forEach(brought -> districts
                            .computeIfAbsent(brought.district(), d -> new ArrayList<>())
                            .add(brought));
        }
        if (districts.isEmpty()) {
            return Optional.empty();
        }
        String name = "datamig_y" + table.number();
        String sealed = chosen.apply(table).map(TargetColumn::type).orElse("text");
        session.run(
                DOING,
                "create temporary table %s on commit drop as select %s, null::%s as %s, ''::text as %s from %s with no data"
                        .formatted(
                                name,
                                Names.list(table.keyNames()),
                                sealed,
                                SEALED,
                                DISTRICT,
                                table.target().own()));
        districts.forEach((district, chunks) -> add(table, name, district, chunks));
        session.run(DOING, "analyze " + name);
        return Optional.of(name);
    }

    private void add(LoadTable table, String name, String district, List<LedgerChanges.Brought> brought) {
        List<String> columns = reader.keys(THEIRS, table.target(), table.keyNames());
        for (LedgerChanges.Brought piece : brought) {
            LedgerChunk chunk = ledger.changes().chunk(piece.run(), piece.number());
            if (chunk.keyColumns().equals(table.key())) {
                reader.copyKeys(THEIRS, columns, chunk);
            }
        }
        session.update(
                DOING,
                "insert into %s select %s, %s, %s from %s k%s"
                        .formatted(
                                name,
                                Names.of("k", table.keyNames()),
                                chosen.apply(table)
                                        .map(column -> "coalesce(c.old, k." + column.sql() + ")")
                                        .orElse("null"),
                                Names.literal(district),
                                THEIRS,
                                chosen.apply(table)
                                        .map(column -> underSealed(table, column, district))
                                        .orElse("")));
    }

    /** Joins what a district has chosen. */
    private String underSealed(LoadTable table, TargetColumn column, String district) {
        session.run(
                DOING,
                "drop table if exists pg_temp.%1$s; create temporary table %1$s (old %2$s, new %2$s) on commit drop"
                        .formatted(CHOSEN, column.type()));
        own.of(district)
                .copy(table.sql(), column.name(), chunk -> reader.copyKeys(CHOSEN, List.of("old", "new"), chunk));
        return " left join %s c on c.new = k.%s".formatted(CHOSEN, column.sql());
    }
}
