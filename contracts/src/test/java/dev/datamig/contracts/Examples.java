package dev.datamig.contracts;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.BatchRef;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.PhaseStamp;
import dev.datamig.contracts.batch.SealedManifest;
import dev.datamig.contracts.batch.SearchedColumn;
import dev.datamig.contracts.batch.SnapshotInfo;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.command.AnonymizeCommand;
import dev.datamig.contracts.command.CommitGroup;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.command.RunPace;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.event.CloudEvent;
import dev.datamig.contracts.event.Progress;
import dev.datamig.contracts.event.RunStateChanged;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.contracts.outcome.ConflictPlan;
import dev.datamig.contracts.outcome.CyclePlan;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.outcome.TablePlan;
import dev.datamig.contracts.outcome.UndecidedColumn;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.StoreSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of every message, once with everything in it and, where something may be absent, once without. */
public final class Examples {

    static final RunId RUN = new RunId("mig-20261121T041418Z-7");
    static final Instant AT = Instant.parse("2026-11-21T04:14:18.123456Z");
    static final District DISTRICT = new District("5", "Nord \"Ost\" – 学区");
    static final TableId TABLE = new TableId("ids", "\"Odd/Name\".\"T\"");
    static final TableId NODES = new TableId("sp", "Person&Student");
    static final String SHA = "ab".repeat(32);
    static final Failure FAILURE = new Failure(FailureCategory.TRANSIENT, "LOD-004", "what and where", "what to do");

    private Examples() {}

    static ColumnSchema column() {
        return new ColumnSchema(
                "Name",
                "character varying(20)",
                "varchar",
                Physical.TEXT,
                true,
                false,
                false,
                20,
                List.of(),
                "a comment");
    }

    static ColumnSchema compositeColumn() {
        return new ColumnSchema(
                        "home", "address[]", "_address", Physical.TEXT, true, false, false, null, List.of(), null)
                .with(List.of(column(), bareColumn()));
    }

    static ColumnSchema bareColumn() {
        return new ColumnSchema(
                "id", "bigint", "int8", Physical.INT64, false, false, true, null, List.of("a", "b"), null);
    }

    static BatchManifest manifest() {
        return new BatchManifest(
                RUN,
                2,
                TABLE,
                3,
                Membership.OWNED,
                StagingLayout.extracted(RUN, 2, TABLE, 3),
                50_000,
                1_234_567,
                SHA,
                List.of(column(), bareColumn(), compositeColumn()),
                true,
                List.of(new PhaseStamp(Phase.EXTRACT, "extractor-1", AT)));
    }

    static BatchRef ref() {
        return manifest().ref();
    }

    static List<ExtractCommand> extractCommands() {
        return List.of(
                new ExtractCommand.ExtractDistrict(RUN, 1, DISTRICT),
                new ExtractCommand.ListDistricts("req-1"),
                new ExtractCommand.AnalyzeStores("req-2", true),
                new ExtractCommand.RankDistricts("req-3", 10, true, new RunPace(3, 12.5, 4000)),
                new ExtractCommand.RankDistricts("req-6", 10, false, null),
                new ExtractCommand.SampleStores("req-8"),
                new ExtractCommand.HelpToRead(RUN, 1, "extractor-1"),
                new ExtractCommand.ExplainRow("req-4", RUN, DISTRICT, "ids", "public.student", List.of("5", "a b")));
    }

    static List<AnonymizeCommand> anonymizeCommands() {
        return List.of(new AnonymizeCommand.ClassifyRun(RUN, 1), new AnonymizeCommand.ClassifyStores("req-6"));
    }

    static List<ValidateCommand> validateCommands() {
        return List.of(
                new ValidateCommand.ValidateSet(RUN, 1, DISTRICT),
                new ValidateCommand.ReuseSet(RUN, 1, DISTRICT, new RunId("mig-20261120T041418Z-3")),
                new ValidateCommand.AuditTarget("", RUN, 1, DISTRICT),
                new ValidateCommand.AuditTarget("req-5", RUN, 1, DISTRICT));
    }

    static List<LoadCommand> loadCommands() {
        return List.of(
                new LoadCommand.PlanLoad(RUN, 1, "ids", DISTRICT, LoadStrategy.INSERT),
                new LoadCommand.LoadStore(RUN, 1, "ids", DISTRICT, LoadStrategy.REMAP),
                new LoadCommand.LoadStore(
                        RUN,
                        2,
                        "ids",
                        DISTRICT,
                        LoadStrategy.INSERT,
                        Map.of("ids:public.person", LoadStrategy.MERGE),
                        Map.of("ids", "0a"),
                        true,
                        new CommitGroup(2, Map.of("sp", 3), List.of("sp"))),
                new LoadCommand.CheckUndo(RUN, 2, "ids"),
                new LoadCommand.UndoStore(RUN, 2, "ids", false),
                new LoadCommand.UndoStore(RUN, 4, "ids", true, new CommitGroup(4, Map.of("sp", 5), List.of())),
                new LoadCommand.RestoreBackup("r1", RUN));
    }

    static StorePlan storePlan() {
        var conflict = new ConflictPlan("unique", "person_email_key", List.of("email"), 3);
        var table = new TablePlan(
                TABLE, LoadStrategy.REMAP, "insert", 1, 2, List.of("name"), 3, 1, 4, 1, 5, 0, List.of(conflict), 4096);
        return new StorePlan(
                List.of(table),
                List.of(new CyclePlan(List.of(TABLE, NODES), "deferred", List.of("a_b_fkey"))),
                List.of(RUN.value()),
                8192,
                1500,
                List.of("an undo will be slow"));
    }

    static List<Outcome> outcomes() {
        var totals = List.of(new TableTotal(TABLE, 10, 2, 1), new TableTotal(NODES, 0, 0, 0));
        var loads = List.of(new TableLoad(TABLE, 1, 2, 3, 4, 5));
        var findings = List.of(
                new Finding("VAL-REF", Severity.ERROR, TABLE, "Name", 3, "what was found"),
                new Finding("VAL-ALL", Severity.INFO, null, null, 0, "what was found"));
        return List.of(
                new Outcome.ExtractionStarted(RUN, 1, List.of(new SnapshotInfo("ids", AT)), totals, findings),
                new Outcome.BatchExtracted(RUN, 1, ref()),
                new Outcome.ExtractionCompleted(RUN, 1, totals),
                new Outcome.RunClassified(
                        RUN,
                        1,
                        40,
                        12,
                        List.of(new UndecidedColumn(
                                TABLE,
                                TABLE + "(nick)",
                                "GIVEN_NAME",
                                0.8,
                                "name contains 'nick'",
                                List.of("fake", "nullify", "keep"))),
                        List.of("rule 'x' (line 3): no column matches ids:*.*(x)")),
                new Outcome.BatchAnonymized(
                        RUN,
                        1,
                        ref(),
                        List.of(
                                new ColumnTally("email", "EMAIL", "rule-3", "fake", 10, 9),
                                new ColumnTally("id", null, null, "keep", 10, 0))),
                new Outcome.BatchDeferred(RUN, 1, manifest()),
                new Outcome.BatchValidated(RUN, 1, ref(), findings),
                new Outcome.SetValidated(RUN, 1, true, List.of()),
                new Outcome.TargetAudited("", RUN, 1, false, findings),
                new Outcome.LoadPlanned(RUN, 1, "ids", loads, List.of(FAILURE)),
                new Outcome.LoadPlanned(RUN, 2, "ids", loads, List.of(), "0a", storePlan()),
                new Outcome.StoreLoaded(RUN, 1, "ids", loads),
                new Outcome.UndoChecked(RUN, 1, "ids", List.of(FAILURE)),
                new Outcome.StoreUndone(RUN, 1, "ids", false, loads),
                new Outcome.CommitWithheld(RUN, 1, "ids", "sp", "its load has failed"),
                new Outcome.WorkFailed(
                        RUN, 1, Phase.ANONYMIZE, "anonymizer", "BatchManifest", null, manifest(), FAILURE, "f-1"),
                new Outcome.WorkFailed(RUN, 1, Phase.LOAD, "loader", "LoadStore", "ids", null, FAILURE, "f-2"),
                new Outcome.DistrictsListed("req-1", List.of(DISTRICT)),
                new Outcome.AnalysisCompleted("req-2", 5, 150, 300),
                new Outcome.SelectionCompleted("req-3", 3),
                new Outcome.StoresSampled("req-6", 150),
                new Outcome.StoresClassified("req-6", 900, 120, 4),
                new Outcome.BackupRestored("r1", loads),
                new Outcome.RowExplained(
                        "req-4",
                        List.of(
                                new Outcome.Step(TABLE, List.of("5"), "root", null),
                                new Outcome.Step(NODES, List.of("a", "b"), "fk_x", "a → b")),
                        Membership.OWNED,
                        null),
                new Outcome.RowExplained(
                        "req-7",
                        List.of(),
                        null,
                        new Outcome.Absence(
                                Outcome.Apart.OTHER_DISTRICT,
                                List.of(new Outcome.Step(TABLE, List.of("6"), "root", null)),
                                List.of(new Outcome.Parent(
                                        new Outcome.Step(NODES, List.of("c"), "fk_y", "c → d"),
                                        Membership.REFERENCE,
                                        false)))),
                new Outcome.RequestFailed("req-5", FAILURE));
    }

    static List<CloudEvent<Progress>> progress() {
        return List.of(CloudEvent.of(
                "e-1", "loader", CloudEvent.PROGRESS, RUN, AT, new Progress(RUN, 1, Phase.LOAD, TABLE, 5, 10)));
    }

    static List<CloudEvent<RunStateChanged>> runEvents() {
        return List.of(
                CloudEvent.of(
                        "e-2",
                        "coordinator",
                        CloudEvent.STATE_CHANGED,
                        RUN,
                        AT,
                        new RunStateChanged(RUN, DISTRICT, null, RunState.QUEUED, null)),
                CloudEvent.of(
                        "e-3",
                        "coordinator",
                        CloudEvent.STATE_CHANGED,
                        RUN,
                        AT,
                        new RunStateChanged(RUN, DISTRICT, RunState.LOADING, RunState.COMPENSATING, FAILURE)));
    }

    /** What travels on each topic. */
    public static Map<String, List<? extends Object>> byTopic() {
        Map<String, List<? extends Object>> messages = new LinkedHashMap<>();
        messages.put(Topics.EXTRACT_COMMANDS, extractCommands());
        messages.put(Topics.ANONYMIZE_COMMANDS, anonymizeCommands());
        messages.put(Topics.VALIDATE_COMMANDS, validateCommands());
        messages.put(Topics.LOAD_COMMANDS, loadCommands());
        messages.put(Topics.BATCHES_EXTRACTED, List.of(manifest()));
        messages.put(Topics.BATCHES_ANONYMIZED, List.of(manifest()));
        messages.put(Topics.BATCHES_VALIDATED, List.of(manifest()));
        messages.put(Topics.OUTCOMES, outcomes());
        messages.put(Topics.PROGRESS, progress());
        messages.put(Topics.RUN_EVENTS, runEvents());
        return messages;
    }

    static RunSchema schema() {
        var table = new TableSchema(
                TABLE,
                TableKind.TABLE,
                List.of(column(), bareColumn()),
                List.of("id"),
                List.of(List.of("Name", "id")),
                List.of(),
                null,
                null,
                "a comment");
        var relationships = new TableSchema(
                new TableId("sp", "(Student)-[ENROLLED_AT]->(School)"),
                TableKind.RELATIONSHIPS,
                List.of(),
                List.of(),
                List.of(),
                List.of("ENROLLED_AT"),
                NODES,
                NODES,
                null);
        return new RunSchema(
                RUN,
                1,
                List.of(
                        new StoreSchema("ids", StoreKind.POSTGRESQL, List.of(table)),
                        new StoreSchema("sp", StoreKind.NEO4J, List.of(relationships))),
                List.of(
                        new Reference(
                                "fk", TABLE, List.of("id"), NODES, List.of("uid"), true, "kind = 'x'", true, false),
                        new Reference(
                                "landscape-1", TABLE, List.of("a"), TABLE, List.of("b"), false, null, false, true)));
    }

    /** The files in JSON. */
    static List<Object> files() {
        var totals = List.of(new TableTotal(TABLE, 10, 2, 1));
        return List.of(
                schema(),
                new ExtractionManifest(
                        RUN, 1, DISTRICT, List.of(new SnapshotInfo("ids", AT)), totals, List.of(manifest()), AT),
                new ExtractionManifest(
                        RUN,
                        2,
                        DISTRICT,
                        List.of(),
                        totals,
                        List.of(),
                        AT,
                        List.of(new Finding("EXT-ORPHAN", Severity.WARNING, TABLE, "Name", 3, "what was found"))),
                new SealedManifest(
                        RUN,
                        1,
                        AT,
                        SHA,
                        totals,
                        List.of(manifest()),
                        List.of(),
                        List.of(new SearchedColumn(TABLE, "note")),
                        SHA));
    }

    static List<Object> all() {
        List<Object> all = new ArrayList<>(files());
        byTopic().values().forEach(all::addAll);
        all.add(RunOptions.DEFAULT);
        all.add(new RunOptions(true, true, true, LoadStrategy.UPSERT, true, RUN));
        all.add(new RunOptions(
                false, false, false, LoadStrategy.INSERT, false, null, Map.of("a:b", LoadStrategy.REMAP), true, true));
        return all;
    }
}
