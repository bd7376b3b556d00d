package dev.datamig.loader.postgres;

/** How rows of the target are overwritten with staged ones. */
final class Overwriting {

    private final TargetCatalog catalog;
    private final Aside aside;

    Overwriting(PgSession session, TargetCatalog catalog) {
        this.catalog = catalog;
        this.aside = new Aside(session, catalog);
    }

    /** Whether nothing happens to others, and no rule interferes, when a row is taken out and put in again. */
    boolean mayBeTakenOut(LoadTable table) {
        return table.target().insertRules().isEmpty()
                && catalog.references().stream()
                        .noneMatch(r -> !r.allowsExchange() && r.parentRoot().equals(table.sql()));
    }

    /** Unique values of rows that are overwritten in place must not stand in each other's way. */
    void putAside(LoadTable table) {
        if (!mayBeTakenOut(table)) {
            aside.put(rows(table, table.stage()), Insertion.overwritten(table));
        }
    }

    /** Unique values of rows to be overwritten that new rows want are free from here on, where the columns take others meanwhile. */
    void release(LoadTable table) {
        aside.putWherePossible(rows(table, Insertion.coming(table)), Insertion.overwritten(table));
    }

    private static Aside.Rows rows(LoadTable table, String wanting) {
        String from = "%s f join %s s on s.%s = f.datamig_row".formatted(table.fate(), table.stage(), Stage.ROW);
        String match = "f.datamig_fate = 'd' and " + table.target().equal("f", "t", table.keyNames());
        return new Aside.Rows(table.target(), table.keyNames(), from, match, wanting);
    }

    /** Where no values can change hands rows are overwritten in place: a trigger may refuse to let them go. */
    private boolean isTakenOut(LoadTable table) {
        return mayBeTakenOut(table) && aside.mayChangeHands(table.target());
    }

    /** Rows to be overwritten go, where they are taken out. */
    void takeOut(LoadTable table, OneStatement all) {
        if (isTakenOut(table)) {
            all.goes(
                    table.sql(),
                    gone(table),
                    "delete from %s t using %s f where f.datamig_fate = 'd' and %s returning t.*"
                            .formatted(
                                    table.target().own(),
                                    table.fate(),
                                    table.target().equal("f", "t", table.keyNames())));
        }
    }

    /** They come again with the sealed values, and with all that the sealed set does not say about them; or are overwritten in place. */
    void putBack(LoadTable table, OneStatement all) {
        all.comes(table.sql(), back(table), isTakenOut(table) ? again(table) : Insertion.overwriting(table));
    }

    /** The part that counts the rows of {@link #putBack}. */
    static String back(LoadTable table) {
        return "back" + table.number();
    }

    private static String gone(LoadTable table) {
        return "gone" + table.number();
    }

    private static String again(LoadTable table) {
        return OneStatement.again(
                table.target(),
                table.sql(),
                Insertion.overwritten(table),
                "s",
                "%s g join %s f on f.datamig_fate = 'd' and %s join %s s on s.%s = f.datamig_row"
                        .formatted(
                                gone(table),
                                table.fate(),
                                table.target().equal("f", "g", table.keyNames()),
                                table.stage(),
                                Stage.ROW));
    }
}
