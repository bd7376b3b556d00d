package dev.datamig.validator.rules;

import org.jspecify.annotations.Nullable;

/** What a rule asks of the tables or columns that it matches. */
public sealed interface Demand {

    /** How the rules file calls it. */
    String key();

    /** An SQL expression that must not be false for any row; {@code {column}} stands for the matched column. */
    record Require(String sql) implements Demand {
        @Override
        public String key() {
            return "require";
        }
    }

    /** Rows of the table, owned and reference together. */
    record Rows(@Nullable Long min, @Nullable Long max) implements Demand {
        @Override
        public String key() {
            return "rows";
        }
    }

    /**
     * The share of NULLs, 0 to 1.
     *
     * @param max at most
     * @param drift how far it may be from the share in PROD, either way
     */
    record Nulls(@Nullable Double max, @Nullable Double drift) implements Demand {
        @Override
        public String key() {
            return "nulls";
        }
    }

    /** Distinct values that are not NULL. */
    record Distinct(@Nullable Long min, @Nullable Long max) implements Demand {
        @Override
        public String key() {
            return "distinct";
        }
    }

    /** The population stability index against PROD. */
    record Psi(double warn, double fail) implements Demand {
        @Override
        public String key() {
            return "psi";
        }
    }
}
