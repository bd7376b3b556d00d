package dev.datamig.loader.neo4j;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.neo4j.NeoTransaction.Result;
import dev.datamig.loader.target.Backup;
import dev.datamig.loader.target.BackupStore;
import dev.datamig.loader.target.CommitGate;
import dev.datamig.loader.target.Leaving;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadProgress;
import dev.datamig.loader.target.Restorable;
import dev.datamig.loader.target.Strangers;
import dev.datamig.loader.target.Target;
import dev.datamig.loader.target.UndoJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.neo4j.driver.Record;

/** A graph of testers. Every call is one transaction. */
public final class NeoTarget implements Target, Restorable {

    private static final Logger LOG = Logger.getLogger(NeoTarget.class);

    private final Address address;
    private final Limits limits;
    private final Clock clock;

    /**
     * Where it is and what it must be.
     *
     * @param source resolved
     * @param target resolved
     * @param keys business keys of labels that the landscape names
     */
    public record Address(
            String store, Endpoint source, Endpoint target, String environment, Map<String, List<String>> keys) {}

    /**
     * @param batch nodes or relationships in one statement
     * @param foreign how many nodes that runs of other districts brought may be overwritten, or taken along by force
     * @param most nodes and relationships in one transaction; a larger load or undo takes several
     * @param memory bytes that one transaction may take; a load or undo that needs more takes several. Empty for a share of what the
     *     server grants
     * @param keep how long ledgers of runs are kept of which the district has a newer one; empty for ever
     */
    public record Limits(
            Duration connect, int batch, Optional<Duration> keep, long most, Optional<Long> memory, long foreign) {
        public Limits(Duration connect, int batch) {
            this(connect, batch, Optional.empty(), Long.MAX_VALUE, Optional.empty(), 0);
        }
    }

    public NeoTarget(Address address, Limits limits, Clock clock) {
        this.address = address;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Plan plan(LoadJob job, LoadProgress progress) {
        return NeoTransaction.look(address.target(), limits.connect(), this::requireSafe, transaction -> {
            var ledger = new NeoLedger(transaction, address.store());
            Optional<NeoLedger.Entry> entry = ledger.find(job.sealed().run());
            if (entry.isPresent() && entry.get().loaded()) {
                return Plan.done(entry.get().tallies());
            }
            var load = new NeoLoad(transaction, ledger, job, address.keys(), limits.batch(), limits.foreign());
            load.compare();
            return new Plan(load.tallies(), load.problems(), load.publishKeys(), load.detail());
        });
    }

    /** A graph is a server by itself. */
    @Override
    public boolean takesLane() {
        return false;
    }

    @Override
    public List<TableLoad> load(LoadJob job, LoadProgress progress, CommitGate gate) {
        return in(new NeoTransaction.Order(job.sealed().run(), job.attempt()), transaction -> {
            var ledger = new NeoLedger(transaction, address.store());
            RunId run = job.sealed().run();
            ledger.orders().takeTurn();
            ledger.orders().requireNobodyElse(run);
            gate.atWork();
            Optional<NeoLedger.Entry> entry = ledger.find(run);
            if (entry.isPresent() && entry.get().loaded()) {
                ledger.orders().found(run, job.attempt());
                return new Result<>(entry.get().tallies(), true);
            }
            ledger.orders().requireUnfenced(run, job.attempt());
            entry.ifPresent(there -> ledger.orders().requireNewest(run, there, job.attempt()));
            if (entry.isPresent() && entry.get().unfinished()) {
                var order = new UndoJob(run, job.attempt(), false);
                ledger.undone(run, clock.instant(), undo(transaction, ledger, order, entry.get(), CommitGate.OPEN));
                transaction.next();
                ledger.orders().takeTurn();
                ledger.orders().requireNobodyElse(run);
                ledger.orders().requireUnfenced(run, job.attempt());
                ledger.orders().requireGone(run);
            }
            Instant started = clock.instant();
            var load = new NeoLoad(transaction, ledger, job, address.keys(), limits.batch(), limits.foreign());
            load.compare();
            load.problems().stream().findFirst().ifPresent(failure -> {
                throw LoadException.of(failure);
            });
            load.write(progress, pieces(transaction, ledger, job, load, started));
            ledger.loaded(job, started, clock.instant(), load.tallies(), load.refreshed());
            limits.keep().ifPresent(keep -> ledger.drop(clock.instant().minus(keep)));
            gate.pass(transaction::ping);
            return new Result<>(load.tallies(), true);
        });
    }

    @Override
    public Undone undo(UndoJob job, Leaving leaving, CommitGate gate) {
        return in(new NeoTransaction.Order(job.run(), job.attempt()), transaction -> {
            var ledger = new NeoLedger(transaction, address.store());
            ledger.orders().takeTurn();
            ledger.orders().requireNobodyElse(job.run());
            gate.atWork();
            ledger.orders().fence(job.run(), job.attempt());
            Optional<NeoLedger.Entry> entry = ledger.find(job.run());
            if (entry.isEmpty()) {
                return new Result<>(new Undone(true, List.of()), true);
            }
            if (entry.get().undone()) {
                return new Result<>(new Undone(false, entry.get().undoTallies()), true);
            }
            ledger.orders().requireNewest(job.run(), entry.get(), job.attempt());
            requireUndoable(ledger, job.run(), entry.get());
            leaving(transaction, ledger).tell(job.run(), leaving).ifPresent(refusal -> {
                throw refusal;
            });
            List<TableLoad> tallies = undo(transaction, ledger, job, entry.get(), gate);
            ledger.undone(job.run(), clock.instant(), tallies);
            gate.pass(transaction::ping);
            return new Result<>(new Undone(false, tallies), true);
        });
    }

    /** A refresh is one transaction whatever its size: it may not show both runs at once. So is one in which unique values change hands. */
    private NeoPieces pieces(NeoTransaction transaction, NeoLedger ledger, LoadJob job, NeoLoad load, Instant started) {
        RunId run = job.sealed().run();
        if (load.isIndivisible()) {
            return NeoPieces.one(transaction, ledger, run);
        }
        return NeoPieces.of(
                transaction, ledger, run, job.attempt(), size(transaction), () -> ledger.loading(job, started));
    }

    /** @param gate is passed before the first of several transactions */
    private List<TableLoad> undo(
            NeoTransaction transaction, NeoLedger ledger, UndoJob job, NeoLedger.Entry entry, CommitGate gate) {
        NeoPieces pieces = NeoPieces.one(transaction, ledger, job.run());
        NeoPieces.Size size = size(transaction);
        if (entry.unfinished()
                || size.couldBeShortFor(entry.rows())
                        && ledger.before(job.run()).isEmpty()) {
            if (entry.loaded() && !job.force()) {
                new NeoUndoCheck(transaction, ledger, limits.batch())
                        .refusal(job.run())
                        .ifPresent(refusal -> {
                            throw refusal;
                        });
            }
            gate.pass(transaction::ping);
            pieces = NeoPieces.of(
                    transaction,
                    ledger,
                    job.run(),
                    job.attempt(),
                    limits.memory().isPresent() ? size : size.forUndo(),
                    () -> ledger.undoing(job.run(), job.attempt()));
        }
        return new NeoUndo(transaction, ledger, job, address.store(), limits.batch(), pieces, limits.foreign()).undo();
    }

    private NeoPieces.Size size(NeoTransaction transaction) {
        return new NeoPieces.Size(limits.most(), TransactionMemory.of(transaction, limits.memory()));
    }

    private void requireUndoable(NeoLedger ledger, RunId run, NeoLedger.Entry entry) {
        ledger.refreshedBy(run).ifPresent(newer -> {
            throw LoadException.of(
                    LoaderCode.REFRESHED, "run " + run + ", store " + address.store() + ", refreshed by " + newer);
        });
        if (entry.dropped()) {
            throw LoadException.of(LoaderCode.LEDGER_DROPPED, run + ", store " + address.store());
        }
    }

    @Override
    public List<Failure> obstacles(UndoJob job, Leaving leaving) {
        return NeoTransaction.look(address.target(), limits.connect(), this::requireSafe, transaction -> {
            var ledger = new NeoLedger(transaction, address.store());
            Optional<NeoLedger.Entry> entry = ledger.find(job.run());
            if (entry.isEmpty() || entry.get().undone()) {
                return List.of();
            }
            try {
                ledger.orders().requireNobodyElse(job.run());
                requireUndoable(ledger, job.run(), entry.get());
                return Stream.concat(
                                new NeoUndoCheck(transaction, ledger, limits.batch()).refusal(job.run()).stream(),
                                leaving(transaction, ledger).tell(job.run(), leaving).stream())
                        .map(LoadException::failure)
                        .toList();
            } catch (LoadException e) {
                if (e.failure().category() == FailureCategory.TRANSIENT) {
                    throw e;
                }
                return List.of(e.failure());
            }
        });
    }

    @Override
    public List<TableLoad> restore(RunId run, Backup backup, BackupStore files) {
        return in(new NeoTransaction.Order(run, 0), transaction -> {
            var ledger = new NeoLedger(transaction, address.store());
            ledger.orders().takeTurn();
            ledger.orders().requireNobodyElse(run);
            var labels = new KeyLabels(transaction, address.keys());
            return new Result<>(new GraphRestore(transaction, labels, files, limits.batch()).restore(backup), true);
        });
    }

    @Override
    public Strangers strangers(RunId run) {
        return new NeoStrangers(
                address.store(),
                run,
                question ->
                        NeoTransaction.look(address.target(), limits.connect(), this::requireEnvironment, question));
    }

    private NeoLeaving leaving(NeoTransaction transaction, NeoLedger ledger) {
        return new NeoLeaving(transaction, ledger, limits.batch());
    }

    private <T> T in(NeoTransaction.Order order, java.util.function.Function<NeoTransaction, Result<T>> work) {
        return NeoTransaction.in(
                address.target(), limits.connect(), this::requireSafe, NeoLedger.CONSTRAINT, order, work);
    }

    private void requireSafe(NeoTransaction transaction) {
        requireEnvironment(transaction);
        requireApart(transaction);
    }

    private void requireEnvironment(NeoTransaction transaction) {
        List<String> names =
                transaction
                        .run("reading the environment", "MATCH (e:DatamigEnvironment) RETURN e.name AS name")
                        .stream()
                        .map(row -> row.get("name").asString(""))
                        .toList();
        if (names.isEmpty() || !names.stream().allMatch(address.environment()::equals)) {
            throw LoadException.of(
                    LoaderCode.WRONG_ENVIRONMENT,
                    "store " + address.store() + ": there is no node (:DatamigEnvironment {name: '"
                            + address.environment() + "'}), or one of another name");
        }
    }

    private void requireApart(NeoTransaction target) {
        boolean same = address.source().url().equals(address.target().url())
                && java.util.Objects.equals(
                        address.source().database(), address.target().database());
        if (same) {
            throw LoadException.of(
                    LoaderCode.SAME_DATABASE, "store " + address.store() + ": the addresses are the same");
        }
        String there;
        try {
            there = NeoTransaction.look(address.source(), limits.connect(), NeoTarget::identity);
        } catch (LoadException e) {
            LOG.infof("store %s: the source was not compared with the target: %s", address.store(), e.getMessage());
            return;
        }
        if (there.equals(identity(target))) {
            throw LoadException.of(
                    LoaderCode.SAME_DATABASE, "store " + address.store() + ": one server answers at both addresses");
        }
    }

    private static String identity(NeoTransaction transaction) {
        Record server = transaction
                .run("asking the server who it is", "CALL dbms.info() YIELD id RETURN id")
                .get(0);
        Record database = transaction
                .run("asking the database who it is", "CALL db.info() YIELD id RETURN id")
                .get(0);
        return server.get("id").asString() + "/" + database.get("id").asString();
    }
}
