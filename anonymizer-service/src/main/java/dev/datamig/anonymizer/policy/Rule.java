package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Strategy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the file, sound in itself.
 *
 * @param name as reports call it
 * @param line in the file, from 1
 * @param columns patterns; empty when classes alone decide
 * @param classes empty when patterns alone decide
 * @param impersonal whether it is for columns that look like nothing personal ({@code class: NONE})
 * @param domain the value space, absent for the default
 */
public record Rule(
        String name,
        int line,
        List<ColumnPattern> columns,
        Set<DataClass> classes,
        boolean impersonal,
        Strategy strategy,
        Params params,
        @Nullable String domain) {

    /** Whether the rule speaks of a column as a whole. @param naming the rules that name the column */
    boolean claims(Set<Rule> naming, @Nullable DataClass dataClass) {
        boolean byClass = classes.isEmpty() && !impersonal
                || impersonal && dataClass == null
                || dataClass != null && classes.contains(dataClass);
        return byClass && (columns.isEmpty() || naming.contains(this));
    }

    /** Whether it names columns, as opposed to classes alone or whatever looks impersonal. */
    boolean explicit() {
        return !columns.isEmpty() && !impersonal;
    }
}
