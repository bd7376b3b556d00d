package dev.datamig.loader.neo4j;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One load of a graph inside an open transaction: look up what is there, then create what is not, nodes first. */
final class NeoLoad {

    private final NeoTransaction transaction;
    private final NeoLedger ledger;
    private final LoadJob job;
    private final int batch;
    private final GraphRows rows;
    private final Map<TableId, GraphTable> nodes = new LinkedHashMap<>();
    private final Map<TableId, GraphTable> relationships = new LinkedHashMap<>();
    private final List<GraphTable> parts = new ArrayList<>();
    private final Map<GraphTable, GraphTally> tallies = new IdentityHashMap<>();
    private final List<Failure> problems = new ArrayList<>();
    private final NodeLoad nodeLoad;
    private final GraphKeys keys;
    private final UniqueValues values;
    private final KeyLabels labels;
    private final ForeignContents foreign;
    private final CountedOn counted;
    private final Optional<GraphRefresh> refresh;
    private final Optional<GraphBackup> backup;

    NeoLoad(
            NeoTransaction transaction,
            NeoLedger ledger,
            LoadJob job,
            Map<String, List<String>> businessKeys,
            int batch,
            long foreign) {
        this.foreign = new ForeignContents(() -> ledger.broughtByOthers(job.district()), "nodes of", foreign);
        this.transaction = transaction;
        this.ledger = ledger;
        this.job = job;
        this.batch = batch;
        this.counted = new CountedOn(() -> ledger.countedOn(job.sealed().run()));
        this.keys = new GraphKeys(job);
        this.rows = new GraphRows(job.rows(), batch, this.keys);
        this.labels = new KeyLabels(transaction, businessKeys);
        for (TableSchema schema : job.sealed().tables()) {
            List<BatchManifest> batches = job.sealed().batches(schema.id());
            var table = new GraphTable(schema, labels.of(schema), labels.unique(schema), batches);
            (schema.kind() == TableKind.NODES ? nodes : relationships).put(schema.id(), table);
            parts.addAll(parts(table, batches));
        }
        parts.forEach(part -> tallies.put(part, new GraphTally()));
        this.refresh = GraphRefresh.of(transaction, ledger, job, batch);
        this.backup = Optional.ofNullable(job.backup()).map(files -> new GraphBackup(transaction, files, batch));
        this.values = new UniqueValues(transaction, labels.unique(), refresh);
        this.nodeLoad = new NodeLoad(transaction, rows, job, keys, values, this.foreign, refresh);
    }

    /** Nodes of which some lack their key are recognised by it where they have it. */
    private List<GraphTable> parts(GraphTable table, List<BatchManifest> batches) {
        List<String> key = labels.meant(table.schema());
        if (key.isEmpty()) {
            return List.of(table);
        }
        TableSchema keyed = GraphTable.keyed(table.schema(), key);
        return List.of(
                new GraphTable(
                        keyed, labels.of(keyed), labels.unique(keyed), batches, GraphTable.Part.WITH_KEY, List.of()),
                new GraphTable(
                        table.schema(), table.match(), table.unique(), batches, GraphTable.Part.WITHOUT_KEY, key));
    }

    private Stream<GraphTable> partsOf(Map<TableId, GraphTable> tables) {
        return parts.stream().filter(part -> tables.containsKey(part.id()));
    }

    void compare() {
        for (GraphTable table : partsOf(nodes).toList()) {
            nodeLoad.compare(table, tally(table), backup);
        }
        Map<TableId, Set<String>> constraints = settle();
        for (GraphTable table : partsOf(nodes).toList()) {
            GraphTally tally = tally(table);
            if (tally.conflicts > 0) {
                problems.add(LoadException.failure(
                        LoaderCode.CONFLICT,
                        table.id() + ": " + tally.conflicts + " of " + table.rows() + " nodes"
                                + String.join("", constraints.getOrDefault(table.id(), Set.of()))));
            }
        }
        foreign.problem().ifPresent(problems::add);
        for (GraphTable table : relationships.values()) {
            GraphTally tally = tally(table);
            relationshipLoad(table).compare(tally);
            if (tally.conflicts > 0) {
                problems.add(LoadException.failure(
                        LoaderCode.CONFLICT,
                        table.id() + ": " + tally.conflicts + " of " + table.rows() + " relationships, others have the"
                                + " unique "
                                + labels.uniqueBetween(table.schema()).stream()
                                        .map(each -> each.label() + each.properties())
                                        .collect(Collectors.joining(" or "))));
            }
        }
    }

    /** Unique values that nodes of others have. @return for each table which */
    private Map<TableId, Set<String>> settle() {
        Map<TableId, Set<String>> constraints = new HashMap<>();
        Set<Long> counted = new HashSet<>();
        values.settle((claim, constraint) -> {
            GraphTable table = claim.table();
            if (counted.add(claim.node())) {
                GraphTally tally = tally(table);
                tally.inserted -= claim.fresh() ? 1 : 0;
                tally.updated -= claim.fresh() ? 0 : 1;
                tally.conflicts++;
                tally.taken.merge(constraint, 1L, Long::sum);
            }
            constraints
                    .computeIfAbsent(table.id(), id -> new TreeSet<>())
                    .add(", others have the unique " + constraint.label() + constraint.properties());
            if (job.policy().of(table.id()) == LoadStrategy.REMAP) {
                keys.take(table, claim.row(), constraint.properties());
            }
        });
        return constraints;
    }

    /** Whether the load has to be one transaction: nobody may see half of it, or an undo could not lead back from there. */
    boolean isIndivisible() {
        return refresh.isPresent() || values.changeHands();
    }

    /** The run whose place this one takes. */
    @Nullable
    RunId refreshed() {
        return refresh.map(GraphRefresh::previous).orElse(null);
    }

    void write(LoadProgress progress, NeoPieces pieces) {
        GraphNotes notes = new GraphNotes(ledger, job.sealed().run(), pieces, batch);
        backup.ifPresent(kept -> {
            Map<TableId, GraphTable> keyed = new HashMap<>(nodes);
            partsOf(nodes).filter(part -> !part.anonymous()).forEach(part -> keyed.put(part.id(), part));
            refresh.ifPresent(r -> r.meets(kept, keyed, job.sealed().store()));
            kept.keep(job.sealed().run(), job.sealed().store());
        });
        refresh.ifPresent(r -> {
            List<GraphChunk> removed = new ArrayList<>(r.remove());
            removed.addAll(r.kept());
            removed.addAll(r.overwritten().giveBack());
            ledger.write(job.sealed().run(), removed);
        });
        values.release();
        for (GraphTable table : partsOf(nodes).toList()) {
            nodeLoad.write(table, tally(table), told(table, notes, progress));
            progress.rows(table.id(), table.rows(), table.rows());
        }
        for (GraphTable table : relationships.values()) {
            relationshipLoad(table).write(tally(table), told(table, notes, progress));
            progress.rows(table.id(), table.rows(), table.rows());
        }
        notes.write();
        refresh.ifPresent(r -> ledger.write(job.sealed().run(), r.overwritten().held()));
    }

    private static GraphPiece told(GraphTable table, GraphPiece notes, LoadProgress progress) {
        long[] done = {0};
        return (chunks, looked) -> {
            notes.written(chunks, looked);
            done[0] += looked;
            if (done[0] < table.rows()) {
                progress.rows(table.id(), done[0], table.rows());
            }
        };
    }

    private RelationshipLoad relationshipLoad(GraphTable table) {
        GraphTable start = end(table, table.schema().start());
        GraphTable end = end(table, table.schema().end());
        boolean mayExist = anyMet(start) && anyMet(end);
        return new RelationshipLoad(
                transaction,
                rows,
                new RelationshipLoad.Ends(table, start, end, labels.uniqueBetween(table.schema())),
                nodeLoad.anonymous(),
                mayExist,
                counted,
                refresh);
    }

    private boolean anyMet(GraphTable table) {
        return partsOf(Map.of(table.id(), table)).anyMatch(part -> tally(part).met() > 0);
    }

    private GraphTable end(GraphTable table, @Nullable TableId id) {
        GraphTable nodesAtEnd = id == null ? null : nodes.get(id);
        if (nodesAtEnd == null) {
            throw LoadException.of(LoaderCode.SEAL_BROKEN, table.id() + " has an end that the schema does not know");
        }
        return nodesAtEnd;
    }

    private GraphTally tally(GraphTable table) {
        return Objects.requireNonNull(tallies.get(table));
    }

    /** Tells the other stores which of their keys are not free here. */
    Optional<String> publishKeys() {
        return keys.publish();
    }

    List<Failure> problems() {
        return List.copyOf(problems);
    }

    List<TableLoad> tallies() {
        return together().entrySet().stream()
                .map(each -> each.getValue().of(each.getKey()))
                .toList();
    }

    private Map<TableId, GraphTally> together() {
        Map<TableId, GraphTally> all = new LinkedHashMap<>();
        parts.forEach(
                part -> all.computeIfAbsent(part.id(), id -> new GraphTally()).add(tally(part)));
        return all;
    }

    /** What the comparison has found, in detail: nodes, then relationships. */
    StorePlan detail() {
        var detail = new GraphPlanDetail(job.policy(), rows, refresh);
        Map<TableId, GraphTally> tallies = together();
        Stream.of(nodes, relationships)
                .flatMap(tables -> tables.keySet().stream())
                .forEach(id -> detail.add(
                        parts.stream().filter(part -> part.id().equals(id)).toList(),
                        Objects.requireNonNull(tallies.get(id))));
        return detail.of(transaction, job.sealed().store());
    }
}
