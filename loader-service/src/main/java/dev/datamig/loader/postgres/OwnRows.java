package dev.datamig.loader.postgres;

/**
 * Tells rows that the open transaction has written from all others, whatever their table, also when they were written under a
 * savepoint or in a trigger's exception block: their {@code xmin} is not older than the transaction, and still in progress. What
 * others have in progress cannot be seen.
 */
final class OwnRows {

    private static final long AROUND = 1L << 32;

    private final long first;
    private final long last;

    private OwnRows(long first, long last) {
        this.first = first;
        this.last = last;
    }

    /** All that was written up to now. */
    static OwnRows of(PgSession session) {
        String doing = "looking for rows of this transaction";
        long first = session.number(doing, "select pg_current_xact_id()::text::int8");
        session.run(
                doing,
                "savepoint datamig_now; drop table if exists pg_temp.datamig_now;"
                        + " create temporary table datamig_now on commit drop as select 1 as x");
        long last = session.number(doing, "select xmin::text::int8 from pg_temp.datamig_now");
        session.run(doing, "release savepoint datamig_now");
        return new OwnRows(first, last);
    }

    /** That the row {@code t} is one of them. */
    String condition() {
        return "(t.xmin = '%d'::xid or %s)".formatted(first % AROUND, in("t.xmin"));
    }

    /** That the row {@code t}, as others see it, may be one that the transaction has deleted or changed; or only locked. */
    String touched() {
        return in("t.xmax");
    }

    private String in(String xid) {
        long low = first % AROUND;
        String distance = "mod(%s::text::int8 - %d + %d, %d)".formatted(xid, low, AROUND, AROUND);
        return "case when %s <= %d then pg_xact_status((%d + %s)::text::xid8) = 'in progress' else false end"
                .formatted(distance, Math.floorMod(last - low, AROUND), first, distance);
    }
}
