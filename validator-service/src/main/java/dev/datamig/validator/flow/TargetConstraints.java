package dev.datamig.validator.flow;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.CheckSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.ValidatorException;
import dev.datamig.validator.audit.Constraints;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.check.Judgement;
import dev.datamig.validator.postgres.PgConstraints;
import dev.datamig.validator.staging.RunFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL targets whether they take what masking put into constrained columns: the server itself evaluates its checks on the rows, in
 * read-only transactions. A target that cannot be asked is not in the way: the plan of the load asks again. For several threads.
 */
public final class TargetConstraints implements Constraints {

    private static final int CHUNK = 2_000;
    private static final int KEPT = 200;

    private final Landscape landscape;
    private final Secrets secrets;
    private final RunFiles files;

    /** The tables of each store's target that have any checks, as the attempt asked for last found them. */
    private final Map<String, Set<String>> constrained = new HashMap<>();

    private record Attempt(RunId run, int attempt) {}

    private record Place(Attempt attempt, TableId table) {}

    private record Judged(Attempt attempt, Judgement judgement) {}

    /** Of the attempt asked for last: as a rule the batches of one follow each other. */
    private @Nullable Judged judged;

    private final Map<Place, List<CheckSchema>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, List<CheckSchema>> eldest) {
            return size() > KEPT;
        }
    };

    public TargetConstraints(Landscape landscape, Secrets secrets, RunFiles files) {
        this.landscape = landscape;
        this.secrets = secrets;
        this.files = files;
    }

    @Override
    public Held begin(BatchManifest batch, TableSchema table) {
        var place = new Place(new Attempt(batch.run(), batch.attempt()), batch.table());
        var findings = new Findings();
        List<CheckSchema> checks = checks(place, table, findings);
        return checks.isEmpty() ? new Unheld(findings) : new Asking(table, checks, findings);
    }

    private synchronized List<CheckSchema> checks(Place place, TableSchema table, Findings findings) {
        List<CheckSchema> before = known.get(place);
        if (before != null) {
            return before;
        }
        List<CheckSchema> found = concerned(judgement(place.attempt()), table, findings);
        known.put(place, found);
        return found;
    }

    /** One that is not written down yet is looked for again. */
    private Judgement judgement(Attempt attempt) {
        Judged last = judged;
        if (last != null && last.attempt().equals(attempt)) {
            return last.judgement();
        }
        constrained.clear();
        Judgement found = files.judgement(attempt.run(), attempt.attempt());
        judged = found.equals(Judgement.NONE) ? null : new Judged(attempt, found);
        return found;
    }

    /** The checks on columns that were masked; there are none in most tables, and then no target is asked. */
    private List<CheckSchema> concerned(Judgement judgement, TableSchema table, Findings findings) {
        boolean masked = table.copiedColumns().stream()
                .anyMatch(column -> judgement.masks(table.id(), column.name()).orElse(false));
        Store store = landscape.store(table.id().store()).orElse(null);
        if (!masked || !(store instanceof Store.Postgres postgres)) {
            return List.of();
        }
        Set<String> before = constrained.get(postgres.name());
        if (before != null && !before.contains(table.id().name())) {
            return List.of();
        }
        try (PgConstraints target = open(postgres)) {
            if (before == null) {
                constrained.put(postgres.name(), target.tables());
            }
            return target.of(table).stream()
                    .filter(check -> check.columns().stream()
                            .anyMatch(column ->
                                    judgement.masks(table.id(), column).orElse(false)))
                    .toList();
        } catch (ValidatorException e) {
            unasked(findings, table, "its constraints", e);
            return List.of();
        }
    }

    private PgConstraints open(Store.Postgres store) {
        return new PgConstraints(store.name(), secrets.resolve(store.target()));
    }

    private static void unasked(Findings findings, TableSchema table, String what, ValidatorException e) {
        findings.add(
                Check.CONSTRAINT,
                Severity.WARNING,
                table.id(),
                null,
                1,
                "the target could not be asked about " + what + " before the load: "
                        + e.failure().message());
    }

    /** Of a table without constraints on masked columns. */
    private record Unheld(Findings own) implements Held {

        @Override
        public void see(@Nullable Object[] cells) {
            // nothing is held against anything
        }

        @Override
        public void report(Findings findings) {
            own.list()
                    .forEach(found -> findings.add(
                            Check.CONSTRAINT,
                            found.severity(),
                            found.table(),
                            found.column(),
                            found.count(),
                            found.message()));
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** Collects rows and asks about some thousands at once. */
    private final class Asking implements Held {

        private final TableSchema table;
        private final List<CheckSchema> checks;
        private final Findings own;
        private final List<@Nullable Object[]> rows = new ArrayList<>();
        private final Map<CheckSchema, Long> refused = new LinkedHashMap<>();
        private long seen;
        private @Nullable PgConstraints target;
        private boolean silent;

        Asking(TableSchema table, List<CheckSchema> checks, Findings own) {
            this.table = table;
            this.checks = checks;
            this.own = own;
        }

        @Override
        public void see(@Nullable Object[] cells) {
            rows.add(cells.clone());
            if (rows.size() == CHUNK) {
                ask();
            }
        }

        private void ask() {
            if (silent || rows.isEmpty()) {
                rows.clear();
                return;
            }
            try {
                PgConstraints open = target;
                if (open == null) {
                    open = open(
                            (Store.Postgres) landscape.store(table.id().store()).orElseThrow());
                    target = open;
                }
                for (CheckSchema check : checks) {
                    refused.merge(check, open.refused(check, table, rows), Long::sum);
                }
                seen += rows.size();
            } catch (ValidatorException e) {
                silent = true;
                unasked(own, table, "what was masked", e);
            }
            rows.clear();
        }

        @Override
        public void report(Findings findings) {
            ask();
            findings.looked(Check.CONSTRAINT, seen * checks.size());
            refused.forEach((check, count) -> findings.error(
                    Check.CONSTRAINT,
                    table.id(),
                    check.columns().getFirst(),
                    count,
                    "the target's constraint " + check.name() + " does not take what masking made of "
                            + String.join(", ", check.columns())
                            + ": give the column a rule whose values it takes"));
            new Unheld(own).report(findings);
        }

        @Override
        public void close() {
            PgConstraints open = target;
            if (open != null) {
                open.close();
            }
        }
    }
}
