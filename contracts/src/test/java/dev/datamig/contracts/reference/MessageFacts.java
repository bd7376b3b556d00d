package dev.datamig.contracts.reference;

import java.util.Map;
import java.util.TreeMap;

/** One sentence on every message. */
final class MessageFacts {

    private static final Map<String, String> SENTENCES = new TreeMap<>(Map.ofEntries(
            Map.entry("ExtractDistrict", "Compute the closure, read the rows, stream the batches."),
            Map.entry("ListDistricts", "Read the list of districts."),
            Map.entry("AnalyzeStores", "Analyse the schemas of all stores into the staging area."),
            Map.entry("RankDistricts", "Measure and rank districts into the staging area."),
            Map.entry("ExplainRow", "Find the chain of references from a root to a row, or why there is none."),
            Map.entry(
                    "SampleStores",
                    "Put the schema of all stores and an encrypted sample of their values into the staging area."),
            Map.entry("HelpToRead", "Help the caller to read the rows of a large run."),
            Map.entry("ClassifyRun", "Judge the columns of a run before its batches are masked."),
            Map.entry("ClassifyStores", "Judge the columns of all stores and draft rules for them."),
            Map.entry(
                    "RunClassified",
                    "The columns of a run are judged; names those that look personal and that no rule covers."),
            Map.entry("StoresSampled", "Schema and samples lie in the staging area."),
            Map.entry(
                    "StoresClassified",
                    "The classification of all stores and the drafted rules lie in the staging area."),
            Map.entry("ValidateSet", "Every batch has passed: check the set and seal it."),
            Map.entry(
                    "ReuseSet",
                    "Take the sealed set of an earlier run over into this one instead of extracting; answered by its"
                            + " batches' outcomes."),
            Map.entry("AuditTarget", "Hold CERT against the sealed manifest: counts, references, leaks."),
            Map.entry("PlanLoad", "Say what a load of one store would do, and write nothing."),
            Map.entry("LoadStore", "Load into one store what the seal names, in one transaction."),
            Map.entry("CheckUndo", "Say what stands in the way of an undo of one store, and change nothing."),
            Map.entry("UndoStore", "Restore one store to what the ledger says it was."),
            Map.entry("RestoreBackup", "Put rows back as the run's backup has them, in every store that has one."),
            Map.entry("BatchManifest", "A batch's passport: at most N rows of one table in one Parquet file."),
            Map.entry("ExtractionStarted", "The closure is known, with the rows to expect of every table."),
            Map.entry("BatchExtracted", "A raw batch lies in the staging area."),
            Map.entry("ExtractionCompleted", "All rows are read."),
            Map.entry("BatchAnonymized", "A masked batch lies in the staging area; with counts per column."),
            Map.entry(
                    "BatchDeferred", "The batch needs the names of the whole run and is to be handed out again later."),
            Map.entry("BatchValidated", "A batch was checked by itself."),
            Map.entry("SetValidated", "The whole set was checked, and sealed unless a finding forbids it."),
            Map.entry("TargetAudited", "CERT was held against the sealed manifest."),
            Map.entry("LoadPlanned", "What a load of one store would do, and what stands in its way."),
            Map.entry("StoreLoaded", "The store's transaction is committed."),
            Map.entry("BackupRestored", "Rows of CERT are as the backup has them."),
            Map.entry("UndoChecked", "What stands in the way of an undo of one store; nothing when it can be undone."),
            Map.entry("StoreUndone", "The store is as it was before the run."),
            Map.entry(
                    "CommitWithheld",
                    "A load or undo of one store is rolled back: another store of its group will not commit, or the run has been given up."),
            Map.entry("WorkFailed", "Work for a run did not succeed."),
            Map.entry("DistrictsListed", "The districts."),
            Map.entry("AnalysisCompleted", "The analysis lies in the staging area."),
            Map.entry("SelectionCompleted", "The ranking lies in the staging area."),
            Map.entry("RowExplained", "Why a row is in the subset, or why it is not."),
            Map.entry("RequestFailed", "A request did not succeed."),
            Map.entry("ProgressEvent", "A CloudEvent: how far a phase has come with a table."),
            Map.entry("RunStateChangedEvent", "A CloudEvent: a run went from one state to another.")));

    private MessageFacts() {}

    static String sentence(String message) {
        String sentence = SENTENCES.get(message);
        if (sentence == null) {
            throw new IllegalStateException("nothing is said of " + message);
        }
        return sentence;
    }
}
