package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** A PostgreSQL database of testers. Every call works on a connection of its own, in one transaction. */
public final class PgTarget implements Target, Restorable {

    private static final Logger LOG = Logger.getLogger(PgTarget.class);

    private final Address address;
    private final Limits limits;
    private final Clock clock;

    /**
     * Where it is and what it must be.
     *
     * @param source resolved
     * @param target resolved
     * @param references within the store that the database does not declare
     */
    public record Address(
            String store, Endpoint source, Endpoint target, String environment, List<ReferenceRule> references) {
        public Address(String store, Endpoint source, Endpoint target, String environment) {
            this(store, source, target, environment, List.of());
        }
    }

    /**
     * How long to wait for what.
     *
     * @param keep how long ledgers of runs are kept of which the district has a newer one; empty for ever
     * @param foreign how many rows that runs of other districts brought may be changed
     */
    public record Limits(Duration connect, Duration lock, Duration turn, Optional<Duration> keep, long foreign) {
        public Limits(Duration connect, Duration lock, Duration turn) {
            this(connect, lock, turn, Optional.empty());
        }

        public Limits(Duration connect, Duration lock, Duration turn, Optional<Duration> keep) {
            this(connect, lock, turn, keep, 0);
        }
    }

    public PgTarget(Address address, Limits limits, Clock clock) {
        this.address = address;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Plan plan(LoadJob job, LoadProgress progress) {
        return with(session -> {
            var ledger = new PgLedger(session, address.store());
            session.begin();
            if (ledger.exists()) {
                Optional<PgLedger.Entry> entry = ledger.find(job.sealed().run());
                if (entry.isPresent() && !entry.get().undone()) {
                    return Plan.done(entry.get().tallies());
                }
            }
            List<Failure> problems = new ArrayList<>(permissions(session, ledger));
            var load = new PgLoad(
                    session,
                    ledger,
                    job,
                    (table, done, expected) -> {},
                    false,
                    address.references(),
                    List.of(),
                    Turns.NONE);
            load.compare(false);
            Optional<StorePlan> detail = load.detail(address.store());
            problems.addAll(load.problems());
            try {
                requireFewForeign(session, ledger, job, load);
            } catch (LoadException e) {
                problems.add(e.failure());
            }
            return new Plan(load.tallies(), List.copyOf(problems), load.publishKeys(), detail.orElse(null));
        });
    }

    private void requireFewForeign(PgSession session, PgLedger ledger, LoadJob job, PgLoad load) {
        List<LoadTable> tables = load.overwriting();
        if (!tables.isEmpty() && ledger.exists()) {
            new ForeignChanges(session, ledger, TargetCatalogReader.read(session), limits.foreign())
                    .requireFewOverwritten(job.district(), tables, load::isLeft);
        }
    }

    private static List<Failure> permissions(PgSession session, PgLedger ledger) {
        List<Failure> problems = new ArrayList<>();
        String may = "select (has_database_privilege(current_database(), '%s'))::int";
        if (session.number("looking at privileges", may.formatted("temporary")) == 0) {
            problems.add(LoadException.failure(LoaderCode.NOT_PERMITTED, "temporary on the database is needed"));
        }
        if (!ledger.exists() && session.number("looking at privileges", may.formatted("create")) == 0) {
            problems.add(LoadException.failure(
                    LoaderCode.NOT_PERMITTED, "create on the database is needed for the ledger's schema datamig"));
        }
        return problems;
    }

    @Override
    public List<TableLoad> load(LoadJob job, LoadProgress progress, CommitGate gate) {
        return with(session -> {
            Turn.take(session, address.store(), job.sealed().run(), job.attempt(), limits.turn());
            gate.atWork();
            var ledger = new PgLedger(session, address.store());
            ledger.create();
            session.begin();
            Optional<PgLedger.Entry> entry = ledger.find(job.sealed().run());
            if (entry.isPresent() && !entry.get().undone()) {
                ledger.found(job.sealed().run(), job.attempt());
                session.commit();
                return entry.get().tallies();
            }
            ledger.requireUnfenced(job.sealed().run(), job.attempt());
            PgLoad load = write(session, ledger, job, progress);
            gate.pass(session::ping);
            session.commit();
            drop(session, ledger);
            return load.tallies();
        });
    }

    /** Writes, proves and notes in the ledger. */
    private PgLoad write(PgSession session, PgLedger ledger, LoadJob job, LoadProgress progress) {
        return new PgAttempts(
                        session,
                        ledger,
                        job,
                        clock,
                        (triggered, turns) -> new PgLoad(
                                session, ledger, job, progress, true, address.references(), triggered, turns))
                .write(load -> requireFewForeign(session, ledger, job, load));
    }

    /** Housekeeping, for which the load has not to fail. */
    private void drop(PgSession session, PgLedger ledger) {
        limits.keep().ifPresent(keep -> {
            try {
                long dropped = ledger.drop(clock.instant().minus(keep));
                if (dropped > 0) {
                    LOG.infof("store %s: the ledgers of %d runs were dropped", address.store(), dropped);
                }
            } catch (LoadException e) {
                LOG.warnf("store %s: old ledgers were not dropped: %s", address.store(), e.getMessage());
            }
        });
    }

    @Override
    public Undone undo(UndoJob job, Leaving leaving, CommitGate gate) {
        return with(session -> {
            Turn.take(session, address.store(), job.run(), job.attempt(), limits.turn());
            gate.atWork();
            var ledger = new PgLedger(session, address.store());
            ledger.create();
            return undo(session, ledger, job, leaving, gate, false);
        });
    }

    /** @param beforehand see {@link PgUndo#undo}; it takes longer, so only when the usual way was refused for nothing */
    private Undone undo(
            PgSession session, PgLedger ledger, UndoJob job, Leaving leaving, CommitGate gate, boolean beforehand) {
        session.begin();
        ledger.fence(job.run(), job.attempt());
        Optional<PgLedger.Entry> entry = ledger.find(job.run());
        if (entry.isEmpty()) {
            session.commit();
            return new Undone(true, List.of());
        }
        if (entry.get().undone()) {
            session.commit();
            return new Undone(false, entry.get().undoTallies());
        }
        ledger.requireNewest(entry.get(), job.attempt());
        requireUndoable(ledger, entry.get());
        List<TableLoad> tallies;
        try {
            tallies = undoing(session, ledger, job).undo(entry.get().district(), limits.foreign(), leaving, beforehand);
        } catch (LoadException e) {
            if (!e.failure().code().equals(LoaderCode.UNDO_REFUSED.code())) {
                throw e;
            }
            session.rollback();
            session.begin();
            LoadException why = undoing(session, ledger, job).refusal().orElse(beforehand ? e : null);
            if (why != null) {
                throw why;
            }
            session.rollback();
            return undo(session, ledger, job, leaving, gate, true);
        }
        ledger.undone(job.run(), clock.instant(), tallies);
        gate.pass(session::ping);
        session.commit();
        return new Undone(false, tallies);
    }

    private PgUndo undoing(PgSession session, PgLedger ledger, UndoJob job) {
        return new PgUndo(session, ledger, job, address.store(), address.references());
    }

    private void requireUndoable(PgLedger ledger, PgLedger.Entry entry) {
        if (entry.dropped()) {
            throw LoadException.of(LoaderCode.LEDGER_DROPPED, entry.run() + ", store " + address.store());
        }
        ledger.requireComplete(entry);
        ledger.refreshedBy(entry.run()).ifPresent(newer -> {
            throw LoadException.of(
                    LoaderCode.REFRESHED,
                    "run " + entry.run() + ", store " + address.store() + ", refreshed by " + newer);
        });
    }

    @Override
    public List<Failure> obstacles(UndoJob job, Leaving leaving) {
        return with(session -> {
            Turn.take(session, address.store(), job.run(), job.attempt(), limits.turn());
            var ledger = new PgLedger(session, address.store());
            session.begin();
            Optional<PgLedger.Entry> entry = ledger.exists() ? ledger.find(job.run()) : Optional.empty();
            if (entry.isEmpty() || entry.get().undone()) {
                return List.of();
            }
            try {
                ledger.requireNewest(entry.get(), job.attempt());
                requireUndoable(ledger, entry.get());
                return undoing(session, ledger, job)
                        .refusals(leaving)
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
        return with(session -> {
            Turn.take(session, address.store(), run, 0, limits.turn());
            session.begin();
            List<TableLoad> tallies = new PgRestore(session, files, address.references()).restore(backup);
            session.commit();
            return tallies;
        });
    }

    @Override
    public Strangers strangers(RunId run) {
        PgSession session = PgSession.open(address.target(), limits.connect());
        try {
            session.useCanonicalText(limits.lock());
            Interlocks.requireEnvironment(session, address.store(), address.environment());
            session.beginSnapshot();
            return new PgStrangers(session, new PgLedger(session, address.store()), run);
        } catch (LoadException e) {
            session.close();
            throw e;
        }
    }

    /** A session on a target that is what it must be; without a commit nothing of it stays. */
    private <T> T with(Function<PgSession, T> work) {
        try (PgSession session = PgSession.open(address.target(), limits.connect())) {
            session.useCanonicalText(limits.lock());
            Interlocks.requireEnvironment(session, address.store(), address.environment());
            Interlocks.requireConstraints(session, address.store());
            Interlocks.requireApart(session, address.store(), address.source(), address.target(), limits.connect());
            Watchmen.requirePassage(session, address.store());
            return work.apply(session);
        }
    }
}
