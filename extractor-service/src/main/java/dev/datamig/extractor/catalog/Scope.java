package dev.datamig.extractor.catalog;

import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.SqlName;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tables of a source the landscape lets in. */
public final class Scope {

    private final List<String> schemas;
    private final List<Pattern> excluded;

    public Scope(Store.Postgres store) {
        schemas = store.schemas().stream()
                .map(name -> SqlName.parse(name).table())
                .toList();
        excluded = store.exclude().stream().map(Scope::pattern).toList();
    }

    /**
     * Whether a table is in.
     *
     * @param schema bare
     * @param name bare
     * @param sql both as SQL writes them
     */
    public boolean admits(String schema, String name, String sql) {
        return (schemas.isEmpty() || schemas.contains(schema))
                && excluded.stream()
                        .noneMatch(pattern -> Stream.of(sql, schema + "." + name, name)
                                .anyMatch(text -> pattern.matcher(text).matches()));
    }

    private static Pattern pattern(String wildcard) {
        return Pattern.compile(
                Stream.of(wildcard.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
