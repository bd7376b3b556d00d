package dev.datamig.loader.postgres;

import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.LoadOrder;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The second half of a load: what was compared is written, proved and noted in the ledger. */
final class PgWriting {

    private final PgSession session;
    private final PgLedger ledger;
    private final LoadJob job;
    private final LoadProgress progress;
    private final DirectCopy directCopy;
    private final Compared found;
    private final Set<String> forestalled = new HashSet<>();
    private List<LoadTable> inserting = List.of();

    /** What the first half has found. */
    record Compared(
            Map<String, TableLoad> tallies,
            Map<String, LoadTable> tables,
            TargetCatalog catalog,
            Placement placement,
            Stage stage,
            Optional<Refresh> refresh,
            Remapping remapping,
            PgKeyLedger keys,
            KeptColumns kept) {

        TableLoad tally(LoadTable table) {
            TableLoad tally = tallies.get(table.sql());
            if (tally == null) {
                throw new IllegalStateException("every table was compared before it is written");
            }
            return tally;
        }
    }

    PgWriting(PgSession session, PgLedger ledger, LoadJob job, LoadProgress progress, Compared found) {
        this.session = session;
        this.ledger = ledger;
        this.job = job;
        this.progress = new LoadCost(session, found.tables().values(), progress);
        this.directCopy = new DirectCopy(session, job.rows(), found.placement());
        this.found = found;
    }

    /**
     * Writes, proves and notes in the ledger. Nothing may stand in the way.
     *
     * @param oneStatement write all that goes, changes and comes at once, because steps have failed
     */
    void write(boolean oneStatement) {
        SideWrites beside = SideWrites.watch(session);
        if (job.backup() != null) {
            List<LoadTable> compared = found.tables().values().stream()
                    .filter(found.placement()::staged)
                    .toList();
            new PgBackup(session, job.backup(), found.refresh())
                    .keep(job.sealed().run(), job.sealed().store(), compared);
        }
        LoadOrder<String> order = found.catalog().order(found.tables().keySet());
        var sequences = new Sequences(session);
        for (LoadTable table : found.tables().values()) {
            if (found.placement().direct(table)) {
                directCopy.ranges(table).forEach((column, range) -> sequences.advance(table, column, range));
            }
            if (found.placement().staged(table)) {
                sequences.advance(table);
            }
        }
        if (!order.deferred().isEmpty()) {
            String names = String.join(
                    ", ",
                    order.deferred().stream().map(d -> d.name()).distinct().toList());
            session.run("deferring constraints", "set constraints " + names + " deferred");
        }
        if (oneStatement) {
            atOnce(order);
        } else {
            inSteps(order);
        }
        session.run("checking constraints", "set constraints all immediate");
        putRight(beside, oneStatement);
        prove();
        ledger.changes()
                .write(
                        job.sealed().run(),
                        new TriggeredRows(session, found.catalog())
                                .note(beside, found.tables(), found::tally, this::takenFrom, this::givenBack));
    }

    private void putRight(SideWrites beside, boolean oneStatement) {
        var puttingRight = new PuttingRight(session, found);
        puttingRight.all(beside, oneStatement);
        if (found.refresh().map(refresh -> refresh.givingBack().onceMore()).orElse(false)) {
            puttingRight.all(beside, oneStatement);
        }
    }

    /** The usual way: rows that others get back, rows that go, rows that come, parents first, rows that change. */
    private void inSteps(LoadOrder<String> order) {
        boolean early = mayChangeEarly();
        if (early) {
            keepPrevious(order);
        }
        found.refresh().ifPresent(refresh -> refresh.givingBack().inSteps());
        if (found.refresh().isEmpty() || found.refresh().get().removeAtOnce()) {
            insert(order, table -> true);
            if (!early) {
                keepPrevious(order);
            }
            overwrite(order);
        } else {
            writeAround(order, found.refresh().get());
        }
    }

    /** Rows that go are referred to by rows that change, so these come first; and new rows that want what the former have come last. */
    private void writeAround(LoadOrder<String> order, Refresh before) {
        Set<String> late = before.late(found.tables().values());
        session.run("writing", "savepoint datamig_around");
        try {
            insert(order, table -> !late.contains(table.sql()));
            overwrite(order);
            before.remove(true);
            insert(order, table -> late.contains(table.sql()));
        } catch (LoadException e) {
            String code = e.failure().code();
            boolean hopeless =
                    code.equals(LoaderCode.UNREACHABLE.code()) || code.equals(LoaderCode.UNDO_REFUSED.code());
            if (late.isEmpty() || hopeless) {
                throw e;
            }
            session.run("writing", "rollback to savepoint datamig_around");
            insert(order, table -> true);
            overwrite(order);
            before.remove(true);
        }
    }

    private void insert(LoadOrder<String> order, Predicate<LoadTable> which) {
        var insertion = new Insertion(session);
        var makers = new Forestalled(session);
        for (List<String> group : order.groups()) {
            List<LoadTable> members = members(group).stream()
                    .filter(table -> found.tally(table).inserted() > 0 && which.test(table))
                    .toList();
            inserting = members;
            List<LoadTable> staged = members.stream().filter(t -> staged(t) > 0).toList();
            if (staged.size() == 1
                    && found.catalog().isMadeByChildren(staged.get(0).sql())) {
                LoadTable table = staged.get(0);
                insertion.insertRest(table, staged(table) - makers.takeOver(table));
            } else if (!staged.isEmpty()) {
                forestalled.addAll(makers.giveWay(staged));
                insertion.insert(staged, staged.stream().map(this::staged).toList());
            }
            members.stream().filter(found.placement()::direct).forEach(t -> directCopy.copy(t, progress));
            members.forEach(t -> progress.rows(t.id(), t.rows(), t.rows()));
        }
        inserting = List.of();
    }

    /** Tables whose new rows are being inserted; when that fails, at which it failed. */
    List<LoadTable> inserting() {
        return inserting;
    }

    /** Tables to which this transaction had written before their new rows came. */
    Set<String> forestalled() {
        return forestalled;
    }

    /** New rows of a table that come from its stage. */
    private long staged(LoadTable table) {
        return found.tally(table).inserted() - found.placement().directRows(table);
    }

    /** Parents first, whose values may be handed down (ON UPDATE CASCADE). */
    private void overwrite(LoadOrder<String> order) {
        var insertion = new Insertion(session);
        changing(order)
                .forEach(table -> require(
                        table,
                        LoaderCode.CONTENDED,
                        insertion.overwrite(table),
                        found.tally(table).updated()));
    }

    private List<LoadTable> changing(LoadOrder<String> order) {
        return order.groups().stream()
                .flatMap(group -> members(group).stream())
                .filter(table -> found.tally(table).updated() > 0)
                .toList();
    }

    /** What rows to be overwritten are like before anything has changed them; locks them. */
    private void keepPrevious(LoadOrder<String> order) {
        found.refresh().ifPresent(Refresh::keepPrevious);
        var proof = new Proof(session);
        changing(order).forEach(table -> ledger.changes().write(job.sealed().run(), proof.before(table)));
    }

    /** Whether rows to be overwritten may change before their turn comes, because others come or go. */
    private boolean mayChangeEarly() {
        return found.refresh().isPresent()
                || found.tables().values().stream()
                        .anyMatch(table -> !table.target().triggers().isEmpty());
    }

    private static void require(LoadTable table, LoaderCode otherwise, long written, long expected) {
        if (written != expected) {
            throw LoadException.of(
                    otherwise, table.id() + ": " + written + " rows written of " + expected + table.triggers());
        }
    }

    /**
     * All that goes and changes in one statement, with new rows that want what the former have; at first without the other new rows, all
     * of them perhaps: their triggers then act before rows come that triggers make too.
     */
    private void atOnce(LoadOrder<String> order) {
        Set<String> late = found.refresh()
                .map(refresh -> refresh.late(found.tables().values()))
                .orElse(Set.of());
        keepPrevious(order);
        found.refresh().ifPresent(refresh -> refresh.givingBack().ifNothingIsInTheWay());
        session.run("writing", "savepoint datamig_late");
        try {
            changing(order).forEach(new Overwriting(session, found.catalog())::release);
            insert(order, table -> !late.contains(table.sql()));
            atOnce(table -> late.contains(table.sql()));
        } catch (LoadException e) {
            if (!PgFailures.isInTheWay(e)) {
                throw e;
            }
            session.run("writing", "rollback to savepoint datamig_late");
            atOnce(table -> true);
        }
    }

    /** @param which tables whose new rows come in the statement */
    private void atOnce(Predicate<LoadTable> which) {
        var all = new OneStatement(session);
        var overwriting = new Overwriting(session, found.catalog());
        List<LoadTable> changing = found.tables().values().stream()
                .filter(table -> found.tally(table).updated() > 0)
                .toList();
        List<LoadTable> coming = found.tables().values().stream()
                .filter(table -> staged(table) > 0 && which.test(table))
                .toList();
        found.refresh().ifPresent(refresh -> refresh.remove(all));
        found.refresh().ifPresent(refresh -> refresh.givingBack().into(all));
        changing.forEach(table -> overwriting.takeOut(table, all));
        changing.forEach(overwriting::putAside);
        changing.forEach(table -> overwriting.putBack(table, all));
        coming.forEach(table -> all.comes(table.sql(), "new" + table.number(), Insertion.statement(table)));
        OneStatement.Numbers numbers = all.run("loading all that changes at once");
        found.refresh().ifPresent(refresh -> refresh.removed(numbers));
        changing.forEach(table -> require(
                table,
                LoaderCode.CONTENDED,
                numbers.of(Overwriting.back(table)),
                found.tally(table).updated()));
        coming.forEach(table -> {
            require(table, LoaderCode.NOT_VERIFIED, numbers.of("new" + table.number()), staged(table));
            progress.rows(table.id(), table.rows(), table.rows());
        });
    }

    private void prove() {
        var proof = new Proof(session);
        for (LoadTable table : found.tables().values()) {
            TableLoad tally = found.tally(table);
            ledger.changes().write(job.sealed().run(), proven(proof, table, tally));
            if (tally.updated() > 0) {
                ledger.changes().write(job.sealed().run(), proof.updated(table, tally.updated()));
            }
            if (tally.unchanged() + tally.matched() > 0) {
                ledger.changes()
                        .write(
                                job.sealed().run(),
                                proof.shared(
                                        table,
                                        found.kept().compared(table),
                                        found.refresh().flatMap(refresh -> refresh.held(table.sql()))));
            }
        }
        proof.requireResolved(found.tables(), job.sealed().references(), found.placement());
        found.remapping().note(found.keys());
        found.remapping().news().noteMatched();
        found.refresh().ifPresent(Refresh::hold);
    }

    private List<LedgerChunk> proven(Proof proof, LoadTable table, TableLoad tally) {
        long copied = found.placement().directRows(table);
        List<LedgerChunk> chunks = new ArrayList<>(
                found.placement().staged(table) ? proof.inserted(table, tally.inserted() - copied) : List.of());
        if (copied > 0) {
            chunks.addAll(proof.copied(
                            table,
                            directCopy.sum(table),
                            copied,
                            found.placement().split(table))
                    .orElseGet(() -> looked(proof, table)));
        }
        return chunks;
    }

    /** Row by row, where the rows as a whole do not agree. */
    private List<LedgerChunk> looked(Proof proof, LoadTable table) {
        LoadTable owned = table.ownedAlone();
        new Stage(session, found.placement().source(table, job.rows())).fill(owned, (t, done, expected) -> {});
        session.run(
                "comparing " + table.id(),
                "create temporary table %s (datamig_row int8, datamig_fate \"char\") on commit drop"
                        .formatted(owned.fate()));
        List<LedgerChunk> chunks = proof.inserted(owned, owned.rows());
        found.stage().unite(owned, table, found.placement().split(table));
        return chunks;
    }

    private List<LoadTable> members(List<String> names) {
        return names.stream().map(found.tables()::get).toList();
    }

    private Optional<UndoTable> givenBack(String table) {
        return found.refresh().flatMap(r -> r.givingBack().of(table));
    }

    private Optional<UndoTable> takenFrom(String table) {
        return found.refresh().flatMap(r -> r.removing(table));
    }
}
