package dev.datamig.loader.postgres;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.KeyEntry;
import dev.datamig.loader.target.LoadJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Gives keys that meet other people's rows new values, and lets every reference follow:
 *
 * <ol>
 *   <li>take over what is known: chosen by the run's last plan, by an earlier run of the district or by other districts that brought
 *       the same rows, moved in other stores
 *   <li>compare table by table, parents first; for rows that conflict choose new keys where these may be chosen
 *   <li>where a row's key is its reference to another row, that row's key is the one to be chosen: begin again with it
 *   <li>tell the other stores
 * </ol>
 */
final class Remapping {

    private static final long CHANCE = 10;

    private final PgSession session;
    private final LoadJob job;
    private final Links links;
    private final Originals originals;
    private final Invented invented;
    private final SharedValues values;
    private final Outside outside;
    private final Following following;
    private final KeyChoice choice;
    private final Taken taken;
    private final AmbiguousNames names;
    private final KeptColumns kept;
    private final BroughtByOthers theirs;
    private final boolean planned;

    /** @param planned whether the stores have agreed on the keys, so that those which others refer to are fixed */
    Remapping(
            PgSession session,
            LoadJob job,
            Map<String, LoadTable> tables,
            TargetCatalog catalog,
            KeptColumns kept,
            PgLedger ledger,
            PgKeyLedger keys,
            boolean planned) {
        this.session = session;
        this.kept = kept;
        this.job = job;
        this.links = new Links(job, tables, catalog);
        this.invented = new Invented(job, tables);
        this.values = new SharedValues(session, invented);
        this.originals = new Originals(session, links, values);
        this.outside = new Outside(session, links);
        this.following = new Following(session, links, originals, outside);
        this.choice = new KeyChoice(session, job.policy(), links, originals, invented, job.dryRun());
        this.names = new AmbiguousNames(session, links, choice);
        this.taken = new Taken(session);
        this.theirs = new BroughtByOthers(
                session, ledger, catalog, job, keys, table -> own(table).map(KeyChoice.Surrogate::column), originals);
        this.planned = planned;
    }

    Links links() {
        return links;
    }

    /** Rows that other districts have brought. */
    BroughtByOthers theirs() {
        return theirs;
    }

    private Optional<KeyChoice.Surrogate> own(LoadTable table) {
        return choice.among(table, table.key());
    }

    /**
     * Tables whose rows are not loaded as they were sealed.
     *
     * @param staged rows that have to be looked at
     * @param texts by table and column, texts that give way to others, where nothing else changes and nothing refers to them
     */
    record Affected(Set<LoadTable> staged, Map<LoadTable, Map<String, Map<String, String>>> texts) {}

    /** @param earlier what runs of the district, and of others that are loaded, have chosen; the first counts most */
    Affected learn(List<PgKeyLedger> earlier) {
        var inbox = new KeyInbox(session);
        Set<String> stores = new TreeSet<>();
        stores.add(job.sealed().store());
        for (Reference reference : job.sealed().across()) {
            stores.add(reference.from().store());
            stores.add(reference.to().store());
        }
        links.json().forEach(link -> stores.add(link.parent().store()));
        job.policy().inbound().forEach(reference -> stores.add(reference.from().store()));
        stores.addAll(invented.stores());
        inbox.read(job.keys(), stores);
        Set<LoadTable> affected = new LinkedHashSet<>(chosen(inbox, false));
        outside.learn(inbox, choice);
        for (PgKeyLedger ledger : earlier) {
            ledger.into(inbox);
            affected.addAll(chosen(inbox, !ledger.district().equals(job.district())));
        }
        for (KeyInbox.Key key : inbox.keys(KeyEntry.Kind.TAKEN)) {
            String values = "select o1 from (" + KeyInbox.values(key, KeyEntry.Kind.TAKEN) + ") v";
            taken.add(new Taken.Key(key.table(), key.columns().get(0)), values);
            links.staged(key.table()).ifPresent(affected::add);
        }
        following.learn(inbox);
        affected.addAll(following.affected());
        Map<LoadTable, Map<String, Map<String, String>>> texts = new HashMap<>();
        for (LoadTable table : values.learn(inbox)) {
            Optional<Map<String, Map<String, String>>> few = affected.contains(table)
                            || values.columns(table).stream().anyMatch(column -> links.concern(table, column))
                    ? Optional.empty()
                    : values.texts(table);
            few.ifPresentOrElse(columns -> texts.put(table, columns), () -> affected.add(table));
        }
        return new Affected(affected, texts);
    }

    /**
     * Takes over what is new in the inbox.
     *
     * @param others whether other districts have chosen it
     * @return tables whose keys move; made-up values do so wherever they stand, see {@link SharedValues}
     */
    private Set<LoadTable> chosen(KeyInbox inbox, boolean others) {
        Set<LoadTable> affected = new LinkedHashSet<>();
        for (KeyInbox.Key key : inbox.keys(KeyEntry.Kind.CHOSEN)) {
            links.staged(key.table())
                    .flatMap(table -> choice.among(table, key.columns()))
                    .ifPresent(surrogate -> {
                        choice.learn(surrogate, KeyInbox.values(key, KeyEntry.Kind.CHOSEN), others);
                        if (!invented.is(surrogate.table(), surrogate.column())) {
                            affected.add(surrogate.table());
                        }
                    });
        }
        return affected;
    }

    /**
     * Called when rows are staged: of what others have chosen, what concerns them is kept, and what was chosen for rows that only others
     * have by now is forgotten.
     *
     * @param ours as in {@link #resolve}
     */
    void forget(Predicate<LoadTable> staged, Function<LoadTable, String> ours) {
        List.copyOf(choice.chosen()).stream()
                .filter(key -> staged.test(key.table()))
                .forEach(key -> {
                    choice.forgetOthers(key, ours.apply(key.table()), outside);
                    if (choice.giveWay(key, () -> theirs(key))) {
                        requireFree(key);
                    }
                });
    }

    /** Rows of other districts by their sealed keys, where it is these that are chosen. */
    private Optional<String> theirs(KeyChoice.Surrogate key) {
        return own(key.table()).filter(key::equals).flatMap(own -> theirs.rows(key.table()));
    }

    /** Gives the staged rows what was known before. @param staged of which tables there are any */
    void apply(Predicate<LoadTable> staged) {
        List.copyOf(choice.chosen()).stream()
                .filter(key -> staged.test(key.table()))
                .forEach(key -> {
                    choice.apply(key);
                    following.followKnown(key.table(), staged);
                });
        values.apply(originals, staged);
        following.followOthers();
    }

    /** @return the tables of which rows were moved */
    Set<LoadTable> follow(LoadTable parent) {
        return following.follow(parent);
    }

    /** Tables with rows that may have to follow a row of the parent; none when no row of it moves. */
    Set<LoadTable> followers(LoadTable parent) {
        boolean moves = !parent.keyless()
                && (originals.moved(parent) || outside.concerns(parent) || following.pointedAway(parent) > 0);
        return moves ? links.followers(parent, columns -> following.moves(parent, columns)) : Set.of();
    }

    private boolean remaps(LoadTable table) {
        LoadStrategy strategy = job.policy().of(table.id());
        boolean before = choice.chosen().stream().anyMatch(key -> key.table().equals(table));
        return strategy == LoadStrategy.REMAP || strategy == LoadStrategy.REPLACE && before;
    }

    /** Chooses keys that other rows, here or in other stores, have found to be taken. @return whether any was chosen */
    boolean yield(LoadTable table) {
        boolean any = false;
        for (TargetColumn column : table.columns()) {
            Optional<String> values = taken.of(table.id(), column.name());
            if (values.isEmpty() || !remaps(table)) {
                continue;
            }
            String rows = "select s.%s from %s s where s.%s::text in (select v from %s)"
                    .formatted(Stage.ROW, table.stage(), column.sql(), values.get());
            if (session.number("looking for taken keys", "select count(*) from (" + rows + ") x") > 0) {
                any |= resolve(table, List.of(column.name()), rows, new LinkedHashSet<>());
            }
        }
        return any;
    }

    /** What became of conflicts. @param again whether rows of the table itself have other keys now @param parents that have to yield */
    record Resolved(boolean again, Set<LoadTable> parents) {}

    /**
     * Chooses other keys for rows of which the comparison says that they meet other people's, or that references would take for them.
     *
     * @param ours whether the target's row {@code t} is one of the run that this one takes the place of
     */
    Resolved resolve(LoadTable table, String ours) {
        Set<LoadTable> parents = new LinkedHashSet<>();
        boolean again = false;
        for (KeyChoice.Surrogate key : List.copyOf(choice.chosen())) {
            Optional<String> rows =
                    key.table().equals(table) ? choice.forestalled(key, () -> theirs(key)) : Optional.empty();
            again |= rows.isPresent() && choose(key, rows.get());
        }
        if (!table.keyless()) {
            for (TargetKey key : table.allKeys()) {
                String rows = conflicting(table, key, ours);
                long many = remaps(table) || mayMeetByChance(table, key)
                        ? session.number("looking for conflicts", "select count(*) from (" + rows + ") x")
                        : 0;
                if (many > 0 && remaps(table)) {
                    again |= resolve(table, key.columns(), rows, parents);
                } else if (many > 0 && many <= byChance(table)) {
                    again |= choose(choice.madeUpAmong(table, key.columns()).orElseThrow(), rows);
                }
            }
        }
        if (remaps(table)) {
            for (KeyChoice.Surrogate name : names.mistakable(table, ours)) {
                again |= choose(name, AmbiguousNames.rows(name, ours));
            }
        }
        return new Resolved(again, parents);
    }

    /** Whether a made-up value of a row may be a tester's under another key: then no strategy need stop at it. */
    private boolean mayMeetByChance(LoadTable table, TargetKey key) {
        return !key.columns().equals(table.key())
                && choice.madeUpAmong(table, key.columns()).isPresent();
    }

    /** More than so many rows do not meet others by chance. */
    private static long byChance(LoadTable table) {
        return Math.max(CHANCE, table.rows() / 100);
    }

    private boolean choose(KeyChoice.Surrogate surrogate, String rows) {
        requireFree(surrogate);
        return choice.choose(surrogate, rows);
    }

    /** Rows of a table that are written although others would be taken for them, or not written, for people. @param ours as in {@link #resolve} */
    List<String> warnings(LoadTable table, String ours) {
        List<String> all = new ArrayList<>(names.warnings(table, ours));
        theirs.warning(table).ifPresent(all::add);
        return all;
    }

    /** Which made-up values are other ones now, for people. */
    List<String> madeUpAnew() {
        return choice.madeUpAnew();
    }

    /** Rows that meet one of the run which this one takes the place of meet themselves: a reference has yet to follow. */
    private String conflicting(LoadTable table, TargetKey key, String ours) {
        return "select s.%1$s from %2$s s join %3$s f on f.datamig_row = s.%1$s where f.datamig_fate = 'x' and exists (select from %4$s t where %5$s and not %6$s and not %7$s)"
                .formatted(
                        Stage.ROW,
                        table.stage(),
                        table.fate(),
                        table.target().own(),
                        Fates.uniqueEqual(table.target(), key),
                        Fates.same("s", "t", kept.compared(table)),
                        ours);
    }

    /** No two rows may have come to the same key: one of them would silently become the other. */
    void requireApart(LoadTable table) {
        if (table.keyless() || !originals.moved(table)) {
            return;
        }
        long doubled = session.number(
                "looking for rows that have come to the same key",
                "select count(*) from (select from %s group by %s having count(*) > 1) x"
                        .formatted(table.stage(), Names.list(table.keyNames())));
        if (doubled > 0) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED,
                    table.id() + ": " + doubled + " keys were chosen for several rows of the run each");
        }
    }

    private boolean resolve(LoadTable table, List<String> columns, String rows, Set<LoadTable> parents) {
        Optional<KeyChoice.Surrogate> surrogate = choice.among(table, columns);
        if (surrogate.isPresent()) {
            return choose(surrogate.get(), rows);
        }
        links.all().stream()
                .filter(link -> link.child().equals(table)
                        && columns.containsAll(link.childColumns())
                        && !link.parent().equals(table.id()))
                .max(Comparator.comparingInt(link -> link.childColumns().size()))
                .ifPresent(link -> pass(link, rows, parents));
        return false;
    }

    /** The parent has to yield; here that is seen to at once, in another store by its next plan. */
    private void pass(Link link, String rows, Set<LoadTable> parents) {
        Optional<LoadTable> parent = links.staged(link.parent());
        int which = yielding(link, parent);
        String column = link.childColumns().get(which);
        long news = taken.add(
                new Taken.Key(link.parent(), link.parentColumns().get(which)),
                "select distinct s.%s::text from %s s where s.%s in (%s)"
                        .formatted(Names.quoted(column), link.child().stage(), Stage.ROW, rows));
        if (news > 0) {
            parent.filter(this::remaps).ifPresent(parents::add);
        }
    }

    /** Which column of the parent's key may change: the one that is chosen, else one that refers to nothing else. */
    private int yielding(Link link, Optional<LoadTable> parent) {
        int chosen = parent.flatMap(this::own)
                .map(key -> link.parentColumns().indexOf(key.column().name()))
                .orElse(-1);
        if (chosen >= 0) {
            return chosen;
        }
        return IntStream.range(0, link.childColumns().size())
                .filter(i -> links.from(
                                link.child(), List.of(link.childColumns().get(i)))
                        .isEmpty())
                .findFirst()
                .orElse(0);
    }

    private void requireFree(KeyChoice.Surrogate surrogate) {
        String column = surrogate.column().name();
        boolean known = invented.shared(surrogate.table().id(), column)
                || links.wanted().stream()
                        .anyMatch(key -> key.table().equals(surrogate.table())
                                && key.columns().contains(column));
        if (planned && known) {
            throw LoadException.of(LoaderCode.KEYS_OUTDATED, surrogate.table().id() + "(" + column + ")");
        }
    }

    /** Whether a table's rows may be staged with other values in one of these columns than the sealed ones. */
    boolean changed(LoadTable table, List<String> columns) {
        return originals.moved(table)
                && columns.stream()
                        .anyMatch(name -> links.follows(table, name)
                                || values.columns(table).contains(name)
                                || choice.chosen().stream()
                                        .anyMatch(key -> key.table().equals(table)
                                                && key.column().name().equals(name)));
    }

    /** Rows of a table whose key is another one than in the sealed set. */
    long remapped(LoadTable table) {
        if (!originals.moved(table) || table.keyless()) {
            return 0;
        }
        List<String> own = choice.chosen().stream()
                .filter(key -> key.table().equals(table))
                .map(key -> key.column().sql())
                .toList();
        return own.isEmpty()
                ? 0
                : session.number(
                        "counting " + table.id(),
                        "select count(*) from %s o join %s s on s.%s = o.%s where %s"
                                .formatted(
                                        originals.of(table),
                                        table.stage(),
                                        Stage.ROW,
                                        Stage.ROW,
                                        Names.each(own, c -> "o." + c + " is distinct from s." + c, " or ")));
    }

    /** What other stores and auditors are told of keys. */
    KeyNews news() {
        return new KeyNews(session, job, links, choice, outside, following, taken);
    }

    /** Keeps what was chosen for the district's next run. */
    void note(PgKeyLedger ledger) {
        ledger.write(job.sealed().run(), choice);
    }
}
