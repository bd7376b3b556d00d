package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.policy.QuasiIdentifier.BelowK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code quasiIdentifiers} of a rules file. */
final class QuasiReader {

    private static final List<String> KEYS = List.of("name", "table", "columns", "classes", "k", "belowK");

    private final Yaml yaml;
    private final String namePrefix;

    QuasiReader(Yaml yaml, String namePrefix) {
        this.yaml = yaml;
        this.namePrefix = namePrefix;
    }

    List<QuasiIdentifier> read(Yaml.@Nullable Entry entry) {
        var out = new ArrayList<QuasiIdentifier>();
        if (entry == null) {
            return out;
        }
        if (!(entry.value() instanceof SequenceNode list)) {
            yaml.mistake(entry.line(), "`quasiIdentifiers` must be a list", "Begin each entry with `- `");
            return out;
        }
        for (Node node : list.getValue()) {
            out.add(one(node, out.size() + 1));
        }
        return out;
    }

    private QuasiIdentifier one(Node node, int number) {
        Map<String, Yaml.Entry> entries = yaml.mapping(node, "a quasi-identifier");
        int line = Yaml.line(node);
        entries.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                yaml.mistake(
                        value.line(), "a quasi-identifier has no key `" + key + "`", RulesReader.nearest(key, KEYS));
            }
        });
        String table = text(entries.get("table"), "`table`");
        List<String> columns = texts(entries.get("columns"), "a column");
        Set<DataClass> classes = classes(entries.get("classes"));
        boolean byTable = entries.containsKey("table") && entries.containsKey("columns");
        if (byTable == entries.containsKey("classes")) {
            yaml.mistake(
                    line,
                    "a quasi-identifier needs either `table` and `columns`, or `classes`",
                    "Write { table: \"store:schema.table\", columns: [birth_date, zip], k: 5 }");
        } else if (byTable
                && !table.isEmpty()
                && ColumnPattern.parse(table + "(*)").isEmpty()) {
            yaml.mistake(line, "`" + table + "` is no table", "Write store:schema.table, with * as a wildcard");
        }
        String name = text(entries.get("name"), "`name`");
        return new QuasiIdentifier(
                name.isEmpty() ? namePrefix + "quasi-identifier " + number : name,
                line,
                table,
                columns,
                classes,
                k(entries.get("k")),
                belowK(entries.get("belowK")));
    }

    private int k(Yaml.@Nullable Entry entry) {
        String text = text(entry, "`k`");
        if (entry == null || text.matches("[2-9]|[1-9]\\d{1,5}")) {
            return entry == null ? QuasiIdentifier.DEFAULT_K : Integer.parseInt(text);
        }
        yaml.mistake(entry.line(), "`k` cannot be that", "Write a whole number of 2 or more");
        return QuasiIdentifier.DEFAULT_K;
    }

    private BelowK belowK(Yaml.@Nullable Entry entry) {
        String text = text(entry, "`belowK`");
        for (BelowK choice : BelowK.values()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return choice;
            }
        }
        if (entry != null) {
            yaml.mistake(entry.line(), "`belowK` has no such choice", "Write report or stop");
        }
        return BelowK.REPORT;
    }

    private Set<DataClass> classes(Yaml.@Nullable Entry entry) {
        var out = EnumSet.noneOf(DataClass.class);
        List<String> known = Arrays.stream(DataClass.values()).map(Enum::name).toList();
        for (String text : texts(entry, "a class")) {
            if (known.contains(text)) {
                out.add(DataClass.valueOf(text));
            } else if (entry != null) {
                yaml.mistake(entry.line(), "there is no class `" + text + "`", RulesReader.nearest(text, known));
            }
        }
        return out;
    }

    private List<String> texts(Yaml.@Nullable Entry entry, String what) {
        return entry == null
                ? List.of()
                : yaml.items(entry.value(), what).stream().map(Yaml.Item::text).toList();
    }

    private String text(Yaml.@Nullable Entry entry, String what) {
        String text = entry == null ? null : yaml.scalar(entry.value(), what);
        return text == null ? "" : text;
    }
}
