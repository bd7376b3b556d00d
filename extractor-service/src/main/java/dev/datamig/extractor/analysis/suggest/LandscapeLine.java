package dev.datamig.extractor.analysis.suggest;

import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes references as the landscape file wants them, YAML quoting included. */
final class LandscapeLine {

    private static final Pattern PLAIN_SQL = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern PLAIN_CYPHER = Pattern.compile("\\p{L}[\\p{L}\\p{N}_]*");

    private LandscapeLine() {}

    static String section(Candidate candidate) {
        if (candidate.fromArray()) {
            return "stores." + candidate.from().store() + ".load.json";
        }
        return candidate.crossesStores()
                ? "references"
                : "stores." + candidate.from().store() + ".references";
    }

    static String of(Candidate candidate) {
        boolean across = candidate.crossesStores();
        String condition = when(candidate);
        boolean array = candidate.fromArray();
        return "- { from: " + yaml(end(candidate.table(), candidate.names(), across && !array))
                + (array ? ", path: " + yaml(JsonReference.EACH) : "") + ", to: "
                + yaml(end(candidate.key().table(), candidate.key().names(), across))
                + (condition == null ? "" : ", when: " + yaml(condition)) + " }";
    }

    static @Nullable String when(Candidate candidate) {
        Candidate.Condition when = candidate.when();
        return when == null
                ? null
                : column(when.column().name()) + " = '" + when.value().replace("'", "''") + "'";
    }

    private static String end(TableShape table, List<String> columns, boolean across) {
        boolean graph = table.kind() == TableShape.Kind.NODES;
        String list = columns.stream()
                .map(name -> graph ? cypher(name) : column(name))
                .collect(Collectors.joining(", "));
        TableId id = table.id();
        String name = graph ? cypher(id.name()) : id.name();
        return (across ? id.store() + ":" : "") + name + "(" + list + ")";
    }

    private static String column(String bare) {
        return PLAIN_SQL.matcher(bare).matches() ? bare : SqlName.quote(bare);
    }

    private static String cypher(String name) {
        return PLAIN_CYPHER.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
    }

    private static String yaml(String text) {
        return text.indexOf('"') < 0 && text.indexOf('\\') < 0 ? '"' + text + '"' : "'" + text.replace("'", "''") + "'";
    }
}
