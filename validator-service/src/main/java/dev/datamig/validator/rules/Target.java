package dev.datamig.validator.rules;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern over tables or columns: {@code store:schema.table} or {@code store:schema.table(column)}; for graphs a label or a
 * relationship's type stands for the table.
 *
 * @param column absent in a pattern for tables
 */
public record Target(Glob store, Glob table, @Nullable Glob column) {

    private static final Pattern FORM = Pattern.compile("([^:()]+):([^()]+)(?:\\((.+)\\))?");

    /** Reads a pattern; empty when it is none. */
    public static Optional<Target> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String column = form.group(3);
        return Optional.of(new Target(
                new Glob(bare(form.group(1))),
                new Glob(bare(form.group(2))),
                column == null ? null : new Glob(bare(column))));
    }

    public boolean matches(TableSchema schema) {
        if (!store.matches(schema.id().store())) {
            return false;
        }
        return schema.kind() == TableKind.TABLE
                ? matchesName(schema.id())
                : schema.labels().stream().anyMatch(table::matches) || matchesName(schema.id());
    }

    /** By name alone, where the schema is not at hand. */
    public boolean matches(TableId id) {
        return store.matches(id.store()) && matchesName(id);
    }

    public boolean matches(ColumnSchema given) {
        return column != null && column.matches(given.name());
    }

    private boolean matchesName(TableId id) {
        return table.matches(bare(id.name()));
    }

    private static String bare(String name) {
        return name.strip().replace("\"", "");
    }
}
