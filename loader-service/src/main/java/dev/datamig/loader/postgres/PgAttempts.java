package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.order.Dependency;
import dev.datamig.loader.target.LoadJob;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a load in the quickest way that the target admits. A way that fails is rolled back, and the load begun anew in another one:
 *
 * <ol>
 *   <li>hopefully: tables of which no row is expected to be there are copied straight into place
 *   <li>with everything staged
 *   <li>tables to which a trigger writes after the one that has it, also where this one refers to them
 *   <li>tables whose own triggers refuse rows at another turn
 *   <li>all that goes, changes and comes in one statement
 * </ol>
 */
final class PgAttempts {

    /** Makes a load that has not begun. */
    @FunctionalInterface
    interface Loads {
        /**
         * @param triggered tables to which triggers of others write, as children of these
         * @param turns of tables whose own triggers have refused rows
         */
        PgLoad begin(Set<Dependency<String>> triggered, Turns turns);
    }

    private final PgSession session;
    private final PgLedger ledger;
    private final LoadJob job;
    private final Clock clock;
    private final Loads loads;
    private final Set<Dependency<String>> triggered = new LinkedHashSet<>();
    private final List<Failed> ways = new ArrayList<>();
    private Turns turns = Turns.NONE;
    private boolean hopeful = true;
    private @Nullable LoadException failed;

    /** A way that has failed. */
    private record Failed(String way, LoadException why) {}

    PgAttempts(PgSession session, PgLedger ledger, LoadJob job, Clock clock, Loads loads) {
        this.session = session;
        this.ledger = ledger;
        this.job = job;
        this.clock = clock;
        this.loads = loads;
    }

    /**
     * Writes, proves and notes in the ledger, inside the open transaction or one that took its place.
     *
     * @param compared looks at what was compared, before anything is written
     * @throws LoadException how the first of the last two ways has failed, and how the others have where they failed by something else
     */
    PgLoad write(Consumer<PgLoad> compared) {
        while (true) {
            Instant started = clock.instant();
            job.policy().rules().settings().forEach(session::setForTransaction);
            PgLoad load = loads.begin(triggered, turns);
            load.compare(hopeful).stream().findFirst().ifPresent(failure -> {
                throw LoadException.of(failure);
            });
            compared.accept(load);
            try {
                load.write(failed != null);
            } catch (LoadException e) {
                again(load, e);
                continue;
            }
            ledger.loaded(job, started, clock.instant(), load.tallies());
            return load;
        }
    }

    /** @throws LoadException when no other way is left */
    private void again(PgLoad load, LoadException e) {
        ways.add(new Failed(way(load), e));
        if (failed != null) {
            throw told(failed);
        }
        boolean inTheWay = PgFailures.isInTheWay(e);
        boolean hoped = load.hoped() && (inTheWay || is(e, LoaderCode.CONTENDED) || is(e, LoaderCode.NOT_VERIFIED));
        boolean raised = session.raised();
        if (!inTheWay && !hoped && !raised) {
            throw told(e);
        }
        session.rollback();
        session.begin();
        if (!learn(load, e) && !(raised && anotherTurn(load)) && !hoped) {
            if (!inTheWay || !load.overwrites()) {
                throw told(e);
            }
            failed = e;
        }
        hopeful = false;
        ledger.requireUnfenced(job.sealed().run(), job.attempt());
    }

    private String way(PgLoad load) {
        if (failed != null) {
            return "all in one statement";
        }
        if (load.hoped()) {
            return "copied straight into place";
        }
        if (!turns.equals(Turns.NONE)) {
            return "tables whose triggers refuse rows at another turn";
        }
        return triggered.isEmpty() ? "everything staged" : "tables that triggers write to after theirs";
    }

    /** One failure for a person, who has to know of each way that failed by something else what that was. */
    private LoadException told(LoadException first) {
        LoadException told = first;
        for (Failed other : ways) {
            if (!other.why().failure().message().equals(first.failure().message())) {
                told = told.besides(other.way(), other.why());
            }
        }
        return told;
    }

    private static boolean is(LoadException e, LoaderCode code) {
        return e.failure().code().equals(code.code());
    }

    /** A trigger came upon a row that the run had brought: the trigger's table goes first. @return whether that is news */
    private boolean learn(PgLoad load, LoadException e) {
        if (!is(e, LoaderCode.TAKEN)) {
            return false;
        }
        Optional<String> refusing = refusing().filter(load::brings);
        List<String> writers = load.failedAt();
        return refusing.isPresent()
                && !writers.contains(refusing.get())
                && writers.stream()
                        .map(writer -> triggered.add(new Dependency<>("", refusing.get(), writer, false)))
                        .reduce(false, Boolean::logicalOr);
    }

    /** @return whether a table whose own trigger refuses rows has another turn left */
    private boolean anotherTurn(PgLoad load) {
        Turns before = turns;
        turns = turns.after(load.failedAt(), load::isForestalled);
        return !turns.equals(before);
    }

    private Optional<String> refusing() {
        return session.refusedBy()
                .flatMap(
                        table -> session
                                .query(
                                        "looking for a table",
                                        """
                                select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where c.oid = (select coalesce(pg_partition_root(t.oid), t.oid) from pg_class t join pg_namespace s on s.oid = t.relnamespace
                                  where s.nspname = ? and t.relname = ?)""",
                                        row -> row.getString(1),
                                        table.schema(),
                                        table.name())
                                .stream()
                                .findFirst());
    }
}
