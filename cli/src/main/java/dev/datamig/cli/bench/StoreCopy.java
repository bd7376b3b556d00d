package dev.datamig.cli.bench;

/** The bare copy of what a run put into one store of CERT. */
public interface StoreCopy {

    /** Makes ready, untimed: the rows lie beside the store, so that writing them can be timed by itself. A server that is new is warmed up. */
    void spool();

    /** Makes ready, untimed: what is written next goes into the store as it was before the run. */
    void renew();

    /** Reads the rows and drops them, without those of tables to which the target's triggers alone have written. */
    StoreFloor read();

    /** Writes the rows that were spooled. */
    StoreFloor write();

    /** Reads the rows and writes them at once. */
    StoreFloor pipe();

    /** Removes what was made for measuring. */
    void drop();
}
