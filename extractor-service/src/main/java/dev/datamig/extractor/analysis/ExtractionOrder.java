package dev.datamig.extractor.analysis;

import dev.datamig.contracts.schema.TableId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order over all stores in which every table stands behind those that it refers to.
 *
 * @param stores the stores in such an order, as far as they do not refer to each other in a circle
 * @param steps parents first
 */
public record ExtractionOrder(List<String> stores, List<Step> steps) {

    /**
     * Tables that stand together.
     *
     * @param place from 1
     * @param level 0 for what refers to nothing else; tables of one level do not depend on each other
     * @param tables one, or all tables of a cycle
     * @param breaks which references may be left open at first, so that the rest has no cycle; empty when there is none
     */
    public record Step(int place, int level, List<TableId> tables, List<CycleBreak> breaks) {
        /** Whether tables refer to each other in a circle; a table that refers to itself alone is none. */
        public boolean cycle() {
            return tables.size() > 1;
        }
    }

    /**
     * A reference at which a cycle is broken.
     *
     * @param column the column that may be NULL at first, for {@link Way#NULLABLE}
     * @param why in words
     */
    public record CycleBreak(
            String reference,
            TableId from,
            TableId to,
            Way way,
            @Nullable String column,
            String why) {}

    /** How a cycle can be broken at a reference, the easiest first. */
    public enum Way {
        /** A table that refers to itself: rows of one statement may refer to each other. */
        ONE_STATEMENT("rows of one statement may refer to each other"),
        /** The database does not check it. */
        UNCHECKED("the database does not check it"),
        /** It is checked at commit. */
        DEFERRABLE("it is deferrable: checked at commit"),
        /** A column may be NULL until the parent is there. */
        NULLABLE("its column may be NULL until the parent is there, if no check forbids it"),
        /** None of these. */
        IMPOSSIBLE("neither deferrable nor nullable: make the constraint DEFERRABLE in the target");

        private final String why;

        Way(String why) {
            this.why = why;
        }

        public String why() {
            return why;
        }
    }

    /** The steps that are cycles of several tables. */
    public List<Step> cycles() {
        return steps.stream().filter(Step::cycle).toList();
    }
}
