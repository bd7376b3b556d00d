package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.LoadOrder;
import dev.datamig.loader.target.LoadJob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets a run take the place of the district's previous one: what both have in the same form is not touched, what differs is
 * overwritten, what only the previous one had goes, and rows of others that only the previous one had overwritten get back what they
 * held. The previous run's ledger stays, so that an undo of the new run leads back to it.
 */
final class Refresh {

    private final PgSession session;
    private final PgLedger ledger;
    private final LoadJob job;
    private final TargetCatalog catalog;
    private final RunId previous;
    private final UndoRows claims;
    private final UndoGuard guard;
    private final OwnChildren own;
    private final PassedRows passed;
    private final Overwritten overwritten;
    private final GivingBack givingBack;
    private final GoingRows going;
    private final Map<String, LoadTable> held = new LinkedHashMap<>();
    private final List<LoadTable> compared = new ArrayList<>();

    private Refresh(
            PgSession session,
            PgLedger ledger,
            LoadJob job,
            TargetCatalog catalog,
            List<ReferenceRule> landscape,
            RunId previous) {
        this.session = session;
        this.ledger = ledger;
        this.job = job;
        this.catalog = catalog;
        this.previous = previous;
        this.claims = new UndoRows(session, catalog);
        claims.fillClaims(ledger, previous);
        List<UndoReference> references = UndoReference.all(catalog, landscape);
        this.own = new OwnChildren(claims);
        this.guard = new UndoGuard(session, catalog, claims, references, own);
        this.passed = new PassedRows(session, ledger.changes(), catalog, claims, job.district(), previous);
        this.overwritten = new Overwritten(session, ledger, catalog, claims, passed, previous);
        this.givingBack = new GivingBack(session, catalog, overwritten, references);
        this.going = new GoingRows(session);
    }

    /** Empty when the district has no run here that could give way. */
    static Optional<Refresh> of(
            PgSession session, PgLedger ledger, LoadJob job, TargetCatalog catalog, List<ReferenceRule> landscape) {
        return job.policy().refreshes() && ledger.exists()
                ? ledger.current(job.district(), job.sealed().run())
                        .map(previous -> new Refresh(session, ledger, job, catalog, landscape, previous))
                : Optional.empty();
    }

    RunId previous() {
        return previous;
    }

    /** Once all is compared: the rows of the table that go. */
    Optional<UndoTable> removing(String table) {
        return Optional.ofNullable(claims.tables().get(table));
    }

    /**
     * That the target's row {@code t} is one of the previous run, as it was loaded; or one of the new run that another district has
     * brought and left.
     */
    String isOurs(LoadTable table) {
        UndoTable claim = claims.tables().get(table.sql());
        String comes = passed.comesTo(table);
        return claim == null || claim.keyless()
                ? comes
                : "(exists (select from %s k where %s and k.%s = %s and not %s) or %s)"
                        .formatted(
                                claim.rows(),
                                claim.target().equal("t", "k", claim.keyNames()),
                                UndoTable.DIGEST,
                                Proof.digest("t", claim.columnNames(), 0),
                                passed.isTheirs(claim, "k"),
                                comes);
    }

    /** Rows that other districts have brought and left. */
    PassedRows passed() {
        return passed;
    }

    /** That the target's row {@code t} is one of the previous run, whatever became of it since. */
    String hasBrought(LoadTable table) {
        UndoTable claim = claims.tables().get(table.sql());
        return claim == null || claim.keyless()
                ? "false"
                : "exists (select from %s k where %s)"
                        .formatted(claim.rows(), claim.target().equal("t", "k", claim.keyNames()));
    }

    /**
     * Locks and notes rows that go and that are given back, before anything changes.
     *
     * @throws LoadException {@code LOD-015} when testers have changed the latter
     */
    void keepPrevious() {
        if (!overwritten.all().isEmpty()) {
            going.keep(claims.tables());
            givingBack.keepPrevious(job.sealed().run());
        }
    }

    /** Rows of others that earlier runs have overwritten. */
    Overwritten overwritten() {
        return overwritten;
    }

    /** Gives those back that the new run does not bring. */
    GivingBack givingBack() {
        return givingBack;
    }

    /** Once all is compared: tells rows that stay from those that go. @return rows that go, per table */
    Map<String, Long> split(Collection<LoadTable> tables) {
        own.of(tables);
        compared.addAll(tables);
        for (LoadTable table : tables) {
            UndoTable claim = claims.tables().get(table.sql());
            if (claim != null) {
                split(table, claim);
                held.put(table.sql(), table);
            }
        }
        overwritten.split(tables);
        keepShared();
        Map<String, Long> gone = new LinkedHashMap<>();
        claims.tables().forEach((name, claim) -> {
            long rows = session.number(
                    "counting " + name, "select count(*) from %s where not %s".formatted(claim.rows(), UndoTable.KEEP));
            if (rows > 0) {
                gone.put(name, rows);
            }
        });
        return gone;
    }

    private void split(LoadTable table, UndoTable claim) {
        if (!claim.key().equals(table.key())) {
            throw LoadException.of(
                    LoaderCode.STRUCTURE_CHANGED, table.id() + " has another key than when it was loaded");
        }
        String doing = "comparing " + table.id();
        session.run(
                doing,
                "create temporary table %s on commit drop as select * from %s with no data"
                        .formatted(held(claim), claim.rows()));
        String staying = claim.keyless()
                ? """
                select k.ctid from (select k.ctid, k.a, k.b, row_number() over (partition by k.a, k.b) as n
                    from (select ctid, %1$s, %2$s from %3$s) k (ctid, a, b)) k
                  join (select %4$s as a, %5$s as b, count(*) as n from %6$s s group by 1, 2) s on s.a = k.a and s.b = k.b
                where k.n <= s.n""".formatted(
                                UndoTable.DIGEST,
                                UndoTable.SECOND,
                                claim.rows(),
                                Proof.digest("s", claim.columnNames(), 0),
                                Proof.digest("s", claim.columnNames(), 1),
                                table.stage())
                : "select k.ctid from %1$s k join %2$s s on %3$s union select k.ctid from %1$s k join %4$s s on %3$s"
                        .formatted(
                                claim.rows(),
                                table.stage(),
                                claim.target().equal("k", "s", claim.keyNames()),
                                table.fate());
        session.update(
                doing,
                "with gone as (delete from %s where ctid = any (array(%s)) returning *) insert into %s select * from gone"
                        .formatted(claim.rows(), staying, held(claim)));
        session.run(doing, "analyze " + claim.rows());
    }

    /** Once all is compared: a table with the rows of a table of the new run that both runs have; empty when there are none. */
    Optional<String> held(String table) {
        return held.containsKey(table) ? removing(table).map(Refresh::held) : Optional.empty();
    }

    /** The previous run's rows that stay, once they have been told from those that go. */
    static String held(UndoTable claim) {
        return claim.rows() + "_held";
    }

    /** Once all is compared, for people: what becomes of rows that the plan of the new run's tables does not tell of. */
    List<String> further(Map<String, Long> gone, Set<String> brought) {
        Stream<String> going = gone.entrySet().stream()
                .filter(table -> !brought.contains(table.getKey()))
                .map(table ->
                        "%d rows of %s go, of which this run has none".formatted(table.getValue(), table.getKey()));
        Stream<String> givenBack = overwritten.counts().entrySet().stream()
                .map(table ->
                        "%d rows of %s that earlier runs of the district have overwritten are not of this run: they get back what they held before"
                                .formatted(table.getValue(), table.getKey()));
        return Stream.concat(going, givenBack).toList();
    }

    /** Once all is compared: that the target's row {@code t} is one that goes, or does not keep its values. */
    String leaves(String table) {
        String goes = removing(table).map(UndoDeletion::goes).orElse("false");
        return "(%s or %s)".formatted(goes, overwritten.leaves(table));
    }

    /** Once all is compared: the tables of which rows go or do not keep their values, by name. */
    Map<String, UndoTable> leaving() {
        Map<String, UndoTable> leaving = new LinkedHashMap<>(claims.tables());
        overwritten.all().forEach(rows -> leaving.putIfAbsent(rows.table().sql(), rows.table()));
        return leaving;
    }

    /** Removes before anything is written, so that what was taken is free. @return false when rows still refer to those that go */
    boolean removeAtOnce() {
        session.run("removing", "savepoint datamig_removal");
        try {
            remove(false);
            session.run("removing", "release savepoint datamig_removal");
            return true;
        } catch (LoadException e) {
            if (!e.failure().code().equals(LoaderCode.UNDO_REFUSED.code())) {
                throw e;
            }
            session.run("removing", "rollback to savepoint datamig_removal; release savepoint datamig_removal");
            return false;
        }
    }

    /** Tables whose new rows may want a value that a row still has which leaves it, and those that refer to them. */
    Set<String> late(Collection<LoadTable> tables) {
        Set<String> late = new HashSet<>();
        for (LoadTable table : tables) {
            if (!table.keyless() && table.uniqueKeys().stream().anyMatch(key -> wanted(table, key))) {
                late.add(table.sql());
            }
        }
        boolean more = !late.isEmpty();
        while (more) {
            more = catalog.references().stream()
                    .filter(r -> late.contains(r.parentRoot()))
                    .map(TargetReference::childRoot)
                    .toList()
                    .stream()
                    .anyMatch(late::add);
        }
        return late;
    }

    private boolean wanted(LoadTable table, TargetKey key) {
        List<String> holders = new ArrayList<>();
        Optional.ofNullable(claims.tables().get(table.sql()))
                .map(UndoTable::rows)
                .ifPresent(holders::add);
        givingBack.of(table.sql()).map(UndoTable::before).ifPresent(holders::add);
        return holders.stream()
                .anyMatch(holder -> session.number(
                                "looking for values that get free in " + table.id(),
                                "select count(*) from %s s join %s t on %s join %s k on %s"
                                        .formatted(
                                                table.stage(),
                                                table.target().own(),
                                                Fates.uniqueEqual(table.target(), key),
                                                holder,
                                                table.target().equal("t", "k", table.keyNames())))
                        > 0);
    }

    /** What only the previous run had goes in a statement with others. */
    void remove(OneStatement all) {
        own.inOneStatement(true);
        prepareRemoval();
        refuse("changed since", going.changed(claims.tables()));
        claims.tables().values().forEach(this::image);
        claims.tables().values().forEach(claim -> UndoDeletion.into(all, claim));
    }

    /** Once the statement was carried out. @throws LoadException {@code LOD-015} when testers changed rows that went */
    void removed(OneStatement.Numbers numbers) {
        var deletion = new UndoDeletion(session);
        refuseChanged(claims.tables().values().stream()
                .map(claim -> deletion.done(numbers, claim))
                .filter(deleted -> !going.any() || isKeyless(deleted.table()))
                .toList());
    }

    private void prepareRemoval() {
        guard.lockWhereNothingStops();
        refuse("built on them", guard.usersUnnoticed());
        guard.keepWhatOthersNeed();
    }

    /** Removes what only the previous run had. @throws LoadException {@code LOD-015} when testers changed it or built on it */
    void remove(boolean defer) {
        own.inOneStatement(false);
        prepareRemoval();
        LoadOrder<String> order = catalog.order(claims.tables().keySet());
        if (defer && !order.deferred().isEmpty()) {
            List<String> names =
                    order.deferred().stream().map(d -> d.name()).distinct().toList();
            session.run("deferring constraints", "set constraints " + String.join(", ", names) + " deferred");
        }
        refuse("changed since", going.any() ? going.changed(claims.tables()) : guard.lockedAndChanged());
        claims.tables().values().forEach(this::image);
        refuseChanged(new UndoDeletion(session)
                .delete(order, claims.tables()).stream()
                        .filter(deleted -> isKeyless(deleted.table()))
                        .toList());
    }

    private boolean isKeyless(String table) {
        return removing(table).map(UndoTable::keyless).orElse(false);
    }

    private static void refuseChanged(List<UndoDeletion.Deleted> all) {
        Map<String, Long> changed = new LinkedHashMap<>();
        all.stream()
                .filter(deleted -> deleted.changed() > 0)
                .forEach(deleted -> changed.put(deleted.table(), deleted.changed()));
        refuse("changed since", changed);
    }

    private static void refuse(String why, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            throw LoadException.of(LoaderCode.UNDO_REFUSED, why + ": " + UndoGuard.listed(counts));
        }
    }

    /** Rows that other districts count on do not go, nor what these refer to. */
    private void keepShared() {
        for (UndoTable claim : claims.tables().values()) {
            if (claim.keyless()) {
                new SharedCopies(session, ledger, claims, claim).keep(previous);
                continue;
            }
            claims.eachSharer(
                    ledger,
                    previous,
                    claim,
                    (sharer, keys) -> session.update(
                            "looking for shared rows",
                            "update %s k set %s = true from %s h where %s"
                                    .formatted(
                                            claim.rows(),
                                            UndoTable.KEEP,
                                            keys,
                                            claim.target().equal("k", "h", claim.keyNames()))));
        }
        guard.keepWhatKeptNeed();
    }

    /** Everything of the rows that go, for the undo. */
    private void image(UndoTable claim) {
        List<String> columns = claim.target().columns().stream()
                .filter(column -> !column.generated())
                .map(TargetColumn::name)
                .toList();
        var chunks = new ChunkWriter(claim.sql(), LedgerChunk.Kind.REMOVED, List.of(), columns);
        List<String> quoted = columns.stream().map(Names::quoted).toList();
        session.copyOut(
                "keeping rows of " + claim.sql(),
                "copy (select %s from %s t where %s) to stdout"
                        .formatted(
                                Names.of("t", quoted),
                                going.of(claim).orElse(claim.target().own()),
                                UndoDeletion.goes(claim)),
                line -> chunks.line(line, line.length - 1));
        ledger.changes().write(job.sealed().run(), chunks.chunks());
    }

    /** Notes, for the refresh after this one, the rows that both runs have, and those that stay because others need them. */
    void hold() {
        for (LoadTable table : held.values()) {
            UndoTable claim = claims.table(table.sql(), table.key(), List.of());
            hold(claim, held(claim), "true", digestOfHeld(table, claim));
        }
        for (UndoTable claim : claims.tables().values()) {
            String digest = claim.digestOver(claim.target().digestNames(), "t", "k");
            hold(claim, claim.rows(), "k." + UndoTable.KEEP, digest);
            if (!claim.keyless()) {
                hold(claim, claim.rows(), "k." + UndoTable.KEEP, digest, LedgerChunk.Kind.KEPT);
            }
        }
        passed.note(job.sealed().run(), compared);
        givingBack.prove(job.sealed().run());
        overwritten.hold(job.sealed().run());
        ledger.refreshes(job.sealed().run(), previous);
    }

    /** What another district has made of a row that it may give back is not the district's. */
    private String digestOfHeld(LoadTable table, UndoTable claim) {
        String digest = Proof.digest("t", table.digestNames(), 0);
        String theirs = claim.keyless() ? "false" : passed.isTheirs(claim, "k");
        return theirs.equals("false")
                ? digest
                : "(case when %s then %s else %s end)"
                        .formatted(theirs, claim.digestOver(table.digestNames(), "t", "k"), digest);
    }

    private void hold(UndoTable claim, String from, String which, String digest) {
        String reference = "k.%s = 'r'".formatted(UndoTable.KIND);
        hold(claim, from, which + " and not " + reference, digest, LedgerChunk.Kind.HELD);
        hold(claim, from, which + " and " + reference, digest, LedgerChunk.Kind.HELD_REFERENCE);
    }

    private void hold(UndoTable claim, String from, String which, String digest, LedgerChunk.Kind kind) {
        List<String> columns =
                claim.keyless() ? claim.columns() : Names.bare(claim.target().digestNames());
        var chunks = new ChunkWriter(claim.sql(), kind, claim.key(), columns);
        String rows = claim.keyless()
                ? "select %s, %s from %s k where %s".formatted(UndoTable.DIGEST, UndoTable.SECOND, from, which)
                : "select %s, %s from %s k join %s t on %s where %s"
                        .formatted(
                                Names.of("t", claim.keyNames()),
                                digest,
                                from,
                                claim.target().own(),
                                claim.target().equal("t", "k", claim.keyNames()),
                                which);
        session.copyOut(
                "noting rows of " + claim.sql(),
                "copy (" + rows + ") to stdout",
                line -> chunks.line(line, line.length - 1));
        ledger.changes().write(job.sealed().run(), chunks.chunks());
    }
}
