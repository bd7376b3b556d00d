package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses other made-up values of the same shape for those that other people's rows have: such that stand neither in the target nor
 * among the run's rows, in no column of the value space in this store.
 */
final class InventedChoice {

    private static final int ATTEMPTS = 50;
    private static final String DOING = "choosing values for ";

    private final PgSession session;
    private final Invented invented;

    private record Pair(String old, String other) {}

    InventedChoice(PgSession session, Invented invented) {
        this.session = session;
        this.invented = invented;
    }

    /**
     * Fills {@code new} of a table with {@code old} and {@code new}, where one is found.
     *
     * @param fresh the table's name
     */
    void fill(KeyChoice.Surrogate key, String fresh) {
        String doing = DOING + key.table().id();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int now = attempt;
            List<Pair> pairs = new ArrayList<>();
            session.query(
                            doing,
                            "select old::text from " + fresh + " where new is null order by 1",
                            row -> row.getString(1))
                    .forEach(old -> SameShape.other(old, now).ifPresent(other -> pairs.add(new Pair(old, other))));
            if (pairs.isEmpty()) {
                return;
            }
            put(key, fresh, pairs);
            refuseTaken(key, fresh);
        }
    }

    /** A value that the column's domain refuses spoils all that come with it: then one by one. */
    private void put(KeyChoice.Surrogate key, String fresh, List<Pair> pairs) {
        if (tried(key, fresh, pairs) || pairs.size() == 1) {
            return;
        }
        pairs.forEach(pair -> tried(key, fresh, List.of(pair)));
    }

    private boolean tried(KeyChoice.Surrogate key, String fresh, List<Pair> pairs) {
        String doing = DOING + key.table().id();
        session.run(doing, "savepoint datamig_choosing");
        try {
            session.update(
                    doing,
                    "update %1$s f set new = v.n::%2$s from unnest(?::text[], ?::text[]) v (o, n) where f.old::text = v.o"
                            .formatted(fresh, key.column().type()),
                    pairs.stream().map(Pair::old).toArray(String[]::new),
                    pairs.stream().map(Pair::other).toArray(String[]::new));
            session.run(doing, "release savepoint datamig_choosing");
            return true;
        } catch (LoadException e) {
            if (e.failure().category().retriedUnattended()) {
                throw e;
            }
            session.run(doing, "rollback to savepoint datamig_choosing");
            return false;
        }
    }

    private void refuseTaken(KeyChoice.Surrogate key, String fresh) {
        String doing = DOING + key.table().id();
        String own = key.column().name();
        session.update(
                doing,
                "update %1$s f set new = null where exists (select from %1$s g where g.new = f.new and g.old < f.old)"
                        .formatted(fresh));
        for (Invented.Place place : invented.sharing(key.table().id(), own)) {
            boolean itself = place.table().id().equals(key.table().id())
                    && place.column().name().equals(own);
            boolean texts = place.text() && key.column().category() == 'S';
            String there = "t." + place.column().sql();
            String equal =
                    itself ? there + " = f.new" : texts ? there + " = f.new::text" : there + "::text = f.new::text";
            for (String where :
                    List.of(place.table().target().own(), place.table().stage())) {
                session.update(
                        doing,
                        "update %s f set new = null where exists (select from %s t where %s)"
                                .formatted(fresh, where, equal));
            }
        }
    }
}
