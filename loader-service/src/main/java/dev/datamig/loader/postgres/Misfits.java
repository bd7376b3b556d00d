package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.outcome.ConflictPlan;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns have sealed values that the target's types refuse: labels that an enum does not have, texts that are too long,
 * values that a domain does not admit. Looked for only when the rows could not be staged. Needs PostgreSQL 16, which can be asked
 * whether a type takes a text.
 */
final class Misfits {

    private static final int ASKS = 160_000;

    private final PgSession session;
    private final Stage stage;

    Misfits(PgSession session, Stage stage) {
        this.session = session;
        this.stage = stage;
    }

    /** Fills a table's stage. @return what stands in the way: values that the target's types refuse */
    List<Failure> fillStage(Placement placement, LoadTable table) {
        session.run("staging", "savepoint datamig_staging");
        try {
            placement.fillStage(table);
            session.run("staging", "release savepoint datamig_staging");
            return List.of();
        } catch (LoadException e) {
            if (!e.failure().code().equals(LoaderCode.REFUSED_BY_DATABASE.code())) {
                throw e;
            }
            session.run("staging", "rollback to savepoint datamig_staging");
            List<ConflictPlan> refused = of(table);
            if (refused.isEmpty()) {
                throw e;
            }
            return refused.stream()
                    .map(conflict -> Refusals.of(table, conflict))
                    .toList();
        }
    }

    /** Empty when the server cannot say. */
    private List<ConflictPlan> of(LoadTable table) {
        List<ConflictPlan> found = new ArrayList<>();
        if (session.number("asking for the version", "select current_setting('server_version_num')::int") < ASKS) {
            return found;
        }
        String texts = stage.fillTexts(table);
        for (TargetColumn column : table.columns()) {
            long rows = session.number(
                    "looking at values of " + table.id(),
                    "select count(*) from %1$s where case when %2$s is null then %3$s else not pg_input_is_valid(%2$s, %4$s) end"
                            .formatted(texts, column.sql(), column.required(), Names.literal(column.type())));
            if (rows > 0) {
                found.add(new ConflictPlan("type", null, List.of(column.name()), rows));
            }
        }
        return found;
    }
}
