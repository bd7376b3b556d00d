package dev.datamig.validator.flow;

import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.event.Progress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says that work on a whole set is still under way, for it may take longer than a silent service is waited for. Each beat is the progress of one
 * of the set's tables, one after the other.
 */
public final class Heartbeat {

    /** Does something again and again until it is closed; what it does may happen on another thread. */
    @FunctionalInterface
    public interface Timer {
        Beating every(Runnable beat);
    }

    /** Goes on until it is closed. */
    @FunctionalInterface
    public interface Beating extends AutoCloseable {
        @Override
        void close();
    }

    private final Timer timer;
    private final Consumer<Progress> out;

    public Heartbeat(Timer timer, Consumer<Progress> out) {
        this.timer = timer;
        this.out = out;
    }

    /**
     * Beats until it is closed.
     *
     * @param phase VALIDATE: each table's rows have been through their own checks; else none counts as done yet
     * @param batches of the set; nothing is said of none
     */
    public Beating during(RunId run, int attempt, Phase phase, List<BatchManifest> batches) {
        var rows = new TreeMap<String, Progress>();
        for (BatchManifest batch : batches) {
            rows.merge(batch.table().text(), progress(run, attempt, phase, batch), Heartbeat::sum);
        }
        return rows.isEmpty() ? () -> {} : timer.every(new Round(rows, out)::beat);
    }

    private static Progress progress(RunId run, int attempt, Phase phase, BatchManifest batch) {
        return new Progress(
                run, attempt, phase, batch.table(), phase == Phase.VALIDATE ? batch.rows() : 0, batch.rows());
    }

    private static Progress sum(Progress one, Progress other) {
        return new Progress(
                one.run(),
                one.attempt(),
                one.phase(),
                one.table(),
                one.rowsDone() + other.rowsDone(),
                one.rowsExpected() + other.rowsExpected());
    }

    /** Goes round the tables. */
    private static final class Round {

        private final TreeMap<String, Progress> tables;
        private final Consumer<Progress> out;
        private @Nullable String last;

        Round(TreeMap<String, Progress> tables, Consumer<Progress> out) {
            this.tables = tables;
            this.out = out;
        }

        synchronized void beat() {
            Map.Entry<String, Progress> next = last == null ? null : tables.higherEntry(last);
            Map.Entry<String, Progress> told = next == null ? tables.firstEntry() : next;
            last = told.getKey();
            out.accept(told.getValue());
        }
    }
}
