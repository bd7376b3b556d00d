package dev.datamig.loader;

import dev.datamig.contracts.FailureCategory;

/** Every way in which planning, loading or undoing can fail, with the code under which it is documented. */
public enum LoaderCode {
    SEAL_MISSING(
            "LOD-001",
            FailureCategory.FATAL,
            "There is no sealed manifest for the run",
            "Load only runs that passed the gate; check that all services use the same staging area"),
    SEAL_BROKEN(
            "LOD-002",
            FailureCategory.FATAL,
            "The sealed manifest was not made with this seal key, was changed, or contradicts itself",
            "Give validator and loader the same DATAMIG_SEAL_KEY; if they have it, find out who changed the staging"
                    + " area and start a new run"),
    FILE_CHANGED(
            "LOD-003",
            FailureCategory.FATAL,
            "A sealed file is missing or has another checksum than the seal says",
            "Find out who changed the staging area and start a new run"),
    CONFLICT(
            "LOD-004",
            FailureCategory.FATAL,
            "The target has rows under the same key or unique value with other contents",
            "Rows of the district: order upsert or merge, replace when they came with an earlier run of it, or remap when"
                    + " other people's rows have taken its keys or made-up values. Reference rows are never overwritten: give the table a"
                    + " unique key by which they are recognised, or order remap for it, and references follow. Numbers"
                    + " that come from no sequence are remapped where the table is named. Columns"
                    + " that the target keeps by itself can be named under ignore of load.tables in the landscape. Or"
                    + " correct the rows in the target. See docs/how-to/choose-a-load-strategy.md"),
    WRONG_ENVIRONMENT(
            "LOD-005",
            FailureCategory.FATAL,
            "The target does not declare itself to be the landscape's environment",
            "If it really is the right database, mark it: COMMENT ON DATABASE … IS 'datamig-environment=…', or"
                    + " (:DatamigEnvironment {name}) in Neo4j"),
    SAME_DATABASE(
            "LOD-006",
            FailureCategory.FATAL,
            "Source and target are the same database",
            "Correct the store's target in the landscape"),
    FENCED(
            "LOD-007",
            FailureCategory.FATAL,
            "The order is older than a load or an undo of the run in this target",
            "Nothing was written; a newer order decides"),
    BUSY(
            "LOD-008",
            FailureCategory.TRANSIENT,
            "Another load or undo works in this target",
            "Nothing to do: it is tried again"),
    DRIFT(
            "LOD-009",
            FailureCategory.FATAL,
            "The target's tables do not fit the sealed rows",
            "Bring the target's schema to the source's version, or exclude the table in the landscape"),
    STRATEGY_UNAVAILABLE(
            "LOD-010",
            FailureCategory.FATAL,
            "The load strategy is not available for this store or table",
            "Order the run with another loadStrategy, or name another strategy for the table"),
    UNREACHABLE(
            "LOD-011",
            FailureCategory.TRANSIENT,
            "The target cannot be reached or the connection was lost",
            "Check that the database runs and can be reached from the loader"),
    REFUSED_BY_DATABASE(
            "LOD-012",
            FailureCategory.FATAL,
            "The target's database refused a statement",
            "Look up the SQLSTATE and the named constraint; nothing was changed"),
    NOT_PERMITTED(
            "LOD-013",
            FailureCategory.BLOCKING,
            "The loader's account may not do what the load needs",
            "Grant the account what is named, then retry"),
    NOT_VERIFIED(
            "LOD-014",
            FailureCategory.FATAL,
            "What was written differs from what is sealed; the store was rolled back",
            "Look for triggers or rules of the target that change or drop rows of the named table"),
    UNDO_REFUSED(
            "LOD-015",
            FailureCategory.BLOCKING,
            "Somebody changed rows of the run or built on them since",
            "Ask who works with these rows, have the changes taken back, or order the rollback with force"),
    LEDGER_DAMAGED(
            "LOD-016",
            FailureCategory.FATAL,
            "The ledger in the target was changed or cannot be read",
            "Restore the ledger from a backup of the target; without it an undo would be a guess"),
    CONTENDED(
            "LOD-017",
            FailureCategory.TRANSIENT,
            "Somebody else's transaction was in the way (lock, deadlock)",
            "Nothing to do: it is tried again"),
    UNKNOWN_STORE(
            "LOD-018",
            FailureCategory.FATAL,
            "The landscape knows no such store",
            "Give all services the same landscape"),
    STRUCTURE_CHANGED(
            "LOD-019",
            FailureCategory.BLOCKING,
            "A table that the ledger speaks of is gone or has lost a column",
            "Bring the table back to its form at the time of the load, then retry"),
    OUTSIDE_WINDOW(
            "LOD-020",
            FailureCategory.BLOCKING,
            "Loading is not allowed at this time of day",
            "Retry inside the configured window, or change datamig.loader.load-between"),
    TOO_MANY_ROWS(
            "LOD-021",
            FailureCategory.FATAL,
            "The load is larger than this loader may load",
            "Check that the district is the right one, then raise datamig.loader.max-rows"),
    MISCONFIGURED(
            "LOD-022",
            FailureCategory.BLOCKING,
            "The store's target is not configured completely",
            "Set what is named and retry"),
    LEDGER_DROPPED(
            "LOD-023",
            FailureCategory.FATAL,
            "The run's ledger was dropped when its time had come, so it can no longer be undone",
            "Its rows belong to the target now; undo the district's newer runs, or take the rows out by hand"),
    RULE_UNFIT(
            "LOD-030",
            FailureCategory.FATAL,
            "What the landscape says about a table does not fit the table",
            "Correct the table's rule under load in the landscape"),
    KEYS_EXHAUSTED(
            "LOD-031",
            FailureCategory.FATAL,
            "No free values were found for a key",
            "Move the sequence past the keys that its table has, or look whether it has reached its end"),
    KEYS_OUTDATED(
            "LOD-032",
            FailureCategory.FATAL,
            "Somebody took a key after the plan, and references in other stores would have to follow another one",
            "Order the run again: it is planned anew"),
    FOREIGN_CHANGES(
            "LOD-033",
            FailureCategory.FATAL,
            "The load or forced rollback would change rows that runs of other districts brought",
            "Order another strategy for the table, roll the other districts' runs back first, or raise"
                    + " datamig.loader.max-foreign-changes"),
    REFRESHED(
            "LOD-034",
            FailureCategory.FATAL,
            "Another run of the district has taken the place of this one since",
            "Roll the named run back first: that brings this one back, and then it can be rolled back too"),
    NO_BACKUP(
            "LOD-024",
            FailureCategory.FATAL,
            "The run has no backup",
            "Only a run that was ordered with backup: true and got as far as its load has one; it may have been"
                    + " removed with the run's staging folder"),
    REWRITTEN(
            "LOD-025",
            FailureCategory.FATAL,
            "A rewrite rule of the target would change what is loaded or undone",
            "Turn the rule off in the target (ALTER TABLE … DISABLE RULE …) or make a trigger of it: a rule on DELETE or"
                    + " UPDATE would keep an undo from restoring what was there. One on INSERT is passed by COPY, but not where"
                    + " a cycle of foreign keys needs one INSERT for several tables, and not by a refresh. Or exclude the table"
                    + " in the landscape"),
    VALUES_UNFIT(
            "LOD-026",
            FailureCategory.FATAL,
            "Sealed values are not what a constraint or type of the target takes",
            "A masked value may lie outside of what the target allows, such as an age limit on a shifted birth date: give"
                    + " the column a rule that stays inside (generalize, shift with another within, constant, nullify, keep)."
                    + " Rows that meet one another under a unique constraint which the source has not (duplicate) may do so in the"
                    + " source as well: correct them there, or give the column a rule that keeps rows apart. Or let the target's"
                    + " constraint or type take what the source has"),
    CONDITION_ELSEWHERE(
            "LOD-041",
            FailureCategory.FATAL,
            "A reference that has to follow new keys is limited to some rows by a condition that looks at other tables",
            "Conditions (when) of references are asked of the row alone, as the source has it: while keys are given anew,"
                    + " other tables cannot be looked at. Say it by columns of the row, keep the condition's answer in one, or"
                    + " load the table that is referred to without new keys (insert, or a tableStrategy)"),
    UNKNOWN_TABLE(
            "LOD-027",
            FailureCategory.FATAL,
            "The run orders a strategy for a table that the store does not have, or has in more than one schema",
            "Write STORE:TABLE as the analysis names it (docs/how-to/choose-a-load-strategy.md) and order the run again"),
    LOCKS_SHORT(
            "LOD-035",
            FailureCategory.BLOCKING,
            "The target has no room for the locks of a transaction over so many tables",
            "Raise max_locks_per_transaction in the target's postgresql.conf, restart it and retry. Its lock table is shared"
                    + " with everybody who works there, so it is not filled up"),
    TAKEN(
            "LOD-036",
            FailureCategory.TRANSIENT,
            "A unique or exclusion constraint of the target refused a row, although the plan has found none in its way",
            "Somebody may have written the same value meanwhile, so it is tried again. If it stays, rows of the run meet each"
                    + " other, a row of the target or a row that a trigger makes in a way that the plan cannot ask for: give the"
                    + " constraint's columns another rule, or exclude the table in the landscape"),
    ENCODING(
            "LOD-037",
            FailureCategory.FATAL,
            "The target's database is not encoded in UTF8 and lacks a character of the run",
            "Create the target's database with ENCODING 'UTF8', which the analysis asks for (drift, ENCODING). Nothing was"
                    + " changed"),
    PUBLISHED(
            "LOD-038",
            FailureCategory.FATAL,
            "A publication of the target forbids to delete or update rows of a table, so a load could not be undone",
            "A table that is published for logical replication needs something to tell its rows by: give it a primary key, or"
                    + " ALTER TABLE … REPLICA IDENTITY FULL, or take it out of the publication; or exclude it in the landscape"),
    POOLED(
            "LOD-039",
            FailureCategory.FATAL,
            "A pooler stands before the target's database and lends its sessions out by the transaction",
            "Locks and settings of a session would be left to others. Give the database's own address in the landscape, or"
                    + " one of a pooler that keeps a session for each client (PgBouncer: pool_mode = session)"),
    GRAPH_MEMORY(
            "LOD-040",
            FailureCategory.TRANSIENT,
            "Neo4j has ended a transaction that took more memory than it grants",
            "Raise dbms.memory.transaction.total.max (or the server's heap), or lower"
                    + " datamig.loader.graph-transaction-memory; a load under replace always is one transaction"),
    UNEXPECTED("LOD-099", FailureCategory.FATAL, "The loader has a defect", "Report it with the loader's log");

    private final String code;
    private final FailureCategory category;
    private final String meaning;
    private final String hint;

    LoaderCode(String code, FailureCategory category, String meaning, String hint) {
        this.code = code;
        this.category = category;
        this.meaning = meaning;
        this.hint = hint;
    }

    public String code() {
        return code;
    }

    public FailureCategory category() {
        return category;
    }

    /** For the documentation: what has happened. */
    public String meaning() {
        return meaning;
    }

    public String hint() {
        return hint;
    }
}
