package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.Classification;
import dev.datamig.anonymizer.transform.Strategy;
import dev.datamig.anonymizer.transform.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the values under a path of a column's JSON documents, or in a field of its composite values, that look personal.
 *
 * @param where as a rules file names it: {@code store:schema.table(column->'a'->'b')}
 * @param path keys from the document's top, {@code *} for any, or names of fields
 * @param type what the values are, for people to read
 * @param found what classification says
 * @param rule the rule of the path, of the column or of the class; absent when there is none
 * @param strategy what that rule does
 * @param target the values as a column; inside JSON unlimited text
 * @param column the column around them
 */
public record LeafPlan(
        String where,
        List<String> path,
        String type,
        Classification found,
        @Nullable String rule,
        Strategy strategy,
        Target target,
        String column) {

    /** {@code column->'a'->'b'}. */
    String shown() {
        return shown(column, path);
    }

    static String shown(String column, List<String> path) {
        var out = new StringBuilder(column);
        path.forEach(key -> out.append("->'").append(key.replace("'", "''")).append('\''));
        return out.toString();
    }
}
