package dev.datamig.loader;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the loader has to be told. */
@ConfigMapping(prefix = "datamig")
public interface LoaderConfig {

    /** Path of the landscape file. */
    String landscape();

    /** The staging area: an absolute folder, a {@code file:} URL or {@code s3://bucket/prefix}. */
    String staging();

    /** The key under which sealed manifests are signed, 64 hex digits. */
    Optional<String> sealKey();

    /** A file with the key under which sealed manifests are signed. */
    Optional<String> sealKeyFile();

    /** What this instance calls itself. Default: the service's name with a random suffix. */
    Optional<String> instance();

    /** Limits of loading. */
    Loading loader();

    /** The ledgers in the targets. */
    Ledgers ledger();

    /** How long ledgers are kept. */
    interface Ledgers {
        /**
         * How long a run can be undone after a newer run of its district has been loaded; then what it changed is dropped from the
         * ledger. The last run of a district always stays undoable. Default: for ever.
         */
        Optional<Duration> keep();
    }

    /** How a target is worked. */
    interface Loading {
        /** How long a statement may wait for somebody else's lock before the load gives way and is tried again. */
        @WithDefault("PT10S")
        Duration lockTimeout();

        /** How long an order waits for another load or undo in the same target. */
        @WithDefault("PT10M")
        Duration turnTimeout();

        /** How long connecting may take. */
        @WithDefault("PT10S")
        Duration connectTimeout();

        /** Rows of one store that may be loaded at most; 0 for no limit. */
        @WithDefault("0")
        long maxRows();

        /** Rows of a store brought by other districts' runs that a load may overwrite, or a forced rollback take along. */
        @WithDefault("0")
        long maxForeignChanges();

        /** The time of day in UTC at which targets may be written, {@code 22:00-05:00}. Default: always. */
        Optional<String> loadBetween();

        /** Nodes and relationships that are loaded into or taken out of Neo4j in one transaction; larger graphs take several. */
        @WithDefault("500000")
        long graphTransaction();

        /**
         * Bytes of Neo4j's memory that one transaction may take by Neo4j's own estimate; a load or rollback that needs more takes several
         * transactions. Default: a quarter of the smallest limit that the server has for transactions.
         */
        Optional<Long> graphTransactionMemory();

        /** Nodes or relationships that travel to Neo4j in one statement. */
        @WithDefault("5000")
        int graphBatch();

        /**
         * PostgreSQL stores that one instance loads at a time, the largest first; 0 for as many as are ordered. Worth setting where their
         * databases share few cores: to the number of these. The local stack does so for its own databases.
         */
        @WithDefault("0")
        int storesAtOnce();

        /**
         * How long a store that is loaded or undone waits for the run's other stores to commit together; then it commits alone, unless
         * rows of a store that is not undone refer to it. Zero: it does not wait, and stores are undone in turns. While it waits it
         * holds the locks of its rows.
         */
        @WithDefault("PT5M")
        Duration commitWait();

        /** Whether a service that has just started rehearses with made-up rows until its code is compiled; touches no store. */
        @WithDefault("true")
        boolean rehearse();
    }
}
