package dev.datamig.loader.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random schema with everything that makes loading hard, and rows for it. Keys of rows are consecutive from an offset. */
final class RandomSchema {

    private static final List<String> NAMES =
            List.of("plain", "order", "Select", "odd \"name\"", "user", "tree", "Größe", "a.b", "end");

    private final Random random;
    private final List<Table> tables = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    private record Table(String name, boolean twoKeys, boolean identity, boolean partitioned, int rows) {
        String sql() {
            return Names.quoted(name);
        }
    }

    private record Link(int number, Table child, Table parent, boolean byUnique, boolean required, String check) {
        String column() {
            return "f" + number;
        }
    }

    RandomSchema(Random random) {
        this.random = random;
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            boolean partitioned = random.nextInt(4) == 0;
            tables.add(new Table(
                    NAMES.get(i), random.nextBoolean(), random.nextInt(3) == 0, partitioned, random.nextInt(30)));
        }
        for (int i = random.nextInt(2 * count); i > 0; i--) {
            Table child = any();
            Table parent = any();
            if (parent.rows() > 0) {
                String check = random.nextInt(3) > 0
                        ? ""
                        : random.nextBoolean() ? "deferrable initially immediate" : "deferrable initially deferred";
                links.add(new Link(
                        links.size(),
                        child,
                        parent,
                        !parent.partitioned() && random.nextBoolean(),
                        random.nextBoolean(),
                        check));
            }
        }
    }

    private Table any() {
        return tables.get(random.nextInt(tables.size()));
    }

    String[] ddl() {
        List<String> ddl = new ArrayList<>();
        ddl.add("create type mood as enum ('sad', 'ok')");
        ddl.add("create domain short as varchar(60) check (length(value) > 0)");
        for (Table table : tables) {
            ddl.add(create(table));
            if (table.partitioned()) {
                for (int i = 0; i < 3; i++) {
                    ddl.add("create table part_%d_%d partition of %s for values with (modulus 3, remainder %d)"
                            .formatted(tables.indexOf(table), i, table.sql(), i));
                }
            }
        }
        for (Link link : links) {
            boolean two = link.parent().twoKeys() && !link.byUnique();
            ddl.add("alter table %s add foreign key (%s) references %s (%s) %s"
                    .formatted(
                            link.child().sql(),
                            link.column() + (two ? ", " + link.column() + "b" : ""),
                            link.parent().sql(),
                            link.byUnique() ? "u" : two ? "\"Key\", k2" : "\"Key\"",
                            link.check()));
        }
        return ddl.toArray(String[]::new);
    }

    private String create(Table table) {
        List<String> columns = new ArrayList<>();
        columns.add("\"Key\" int8 " + (table.identity() ? "generated always as identity" : "not null"));
        columns.add("k2 text not null");
        columns.add("u text not null" + (table.partitioned() ? "" : " unique"));
        columns.add("twice text generated always as (k2 || k2) stored");
        columns.add("m mood, s short, j jsonb, n numeric(12,3), a int[], b bytea, ts timestamptz, d date, x float8");
        for (Link link : links) {
            if (link.child().equals(table)) {
                String required = link.required() ? " not null" : "";
                columns.add(link.column() + (link.byUnique() ? " text" : " int8") + required);
                if (link.parent().twoKeys() && !link.byUnique()) {
                    columns.add(link.column() + "b text" + required);
                }
            }
        }
        columns.add("primary key (\"Key\"" + (table.twoKeys() ? ", k2" : "") + ")");
        return "create table " + table.sql() + " (" + String.join(", ", columns) + ")"
                + (table.partitioned() ? " partition by hash (\"Key\")" : "");
    }

    /** Inserts rows whose references resolve among rows of the same offset; foreign keys are not looked at meanwhile. */
    String[] rows(int offset) {
        List<String> sql = new ArrayList<>();
        for (Table table : tables) {
            for (int i = 1; i <= table.rows(); i++) {
                sql.add(row(table, offset, offset + i));
            }
        }
        return new String[] {"set session_replication_role = replica; " + String.join("; ", sql)};
    }

    private String row(Table table, int offset, int key) {
        StringBuilder names = new StringBuilder("\"Key\", k2, u, m, s, j, n, a, b, ts, d, x");
        StringBuilder values = new StringBuilder("%d, 'x%d', 'u%d', %s, %s, %s, %s, %s, %s, %s, %s, %s"
                .formatted(
                        key,
                        key,
                        key,
                        pick("null", "'ok'"),
                        pick("null", "E'a\\tb\\\\c'", "'Zoë'"),
                        pick("null", "'{\"b\": [1, \"\\t\\\\\"], \"a\": 1.50}'", "'\"\\u0041\"'"),
                        pick("null", "1.500", "-999999999.999"),
                        pick("null", "'{1,NULL,3}'", "'{}'"),
                        pick("null", "'\\x00ff5c0a'", "''"),
                        pick("null", "'infinity'", "'0044-03-15 12:00:00.000001+00 BC'", "now()"),
                        pick("null", "'-infinity'", "'2024-02-29'"),
                        pick("null", "'NaN'", "1e-300", "0.1", "'-0'")));
        for (Link link : links) {
            if (link.child().equals(table)) {
                int parent = offset + 1 + random.nextInt(link.parent().rows());
                boolean none = !link.required() && random.nextInt(3) == 0;
                names.append(", ").append(link.column());
                values.append(", ").append(none ? "null" : link.byUnique() ? "'u" + parent + "'" : "" + parent);
                if (link.parent().twoKeys() && !link.byUnique()) {
                    names.append(", ").append(link.column()).append('b');
                    values.append(", ").append(none ? "null" : "'x" + parent + "'");
                }
            }
        }
        return "insert into %s (%s) overriding system value values (%s)".formatted(table.sql(), names, values);
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
