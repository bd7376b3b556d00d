package dev.datamig.validator.duckdb;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.ValidatorCode;
import dev.datamig.validator.ValidatorException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.duckdb.DuckDBDriver;

/**
 * The masked subset as views in a DuckDB of its own, with bounded memory and its overflow in a scratch folder.
 *
 * <p>A view has each column twice: as it travels, by place ({@code "datamig#0"}), and by its own name in a type that expressions
 * understand; a second one has them by place only. Nothing but the subset's files can be read. Not for several threads.
 */
public final class SubsetDatabase implements AutoCloseable {

    /** For fewer rows, handing work to a second thread takes longer than the work; others look for leaks meanwhile. */
    private static final long WORTH_TWO_THREADS = 1_000_000;

    /** For fewer rows a hash table of the engine costs more to make than all else. */
    private static final long FEW = 1_000;

    private final Connection connection;
    private final Map<TableId, String> views = new HashMap<>();
    private final Map<TableId, String> wanting = new HashMap<>();
    private final Set<TableId> few = new HashSet<>();
    private String work = "a check";

    /**
     * @param memory DuckDB's limit such as {@code 256MB}
     * @param scratch a folder for what does not fit
     * @param rows of all tables
     */
    public SubsetDatabase(String memory, Path scratch, long rows) {
        var settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("temp_directory", scratch.toString());
        settings.setProperty("threads", rows < WORTH_TWO_THREADS ? "1" : "2");
        settings.setProperty("preserve_insertion_order", "true");
        // each check binds its tables' files anew; their footers are read once
        settings.setProperty("parquet_metadata_cache", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("TimeZone", "UTC");
        try {
            this.connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
        } catch (SQLException e) {
            throw failed("opening", e);
        }
    }

    /** Makes a table's views over its files, in the order given. @param rows of the table */
    public void add(TableSchema table, List<Path> files, long rows) {
        String view = "t" + views.size();
        List<ColumnSchema> columns = table.copiedColumns();
        String source = columns.isEmpty() || files.isEmpty() ? empty(columns) : parquet(columns, files);
        run("CREATE VIEW " + plain(view) + " AS SELECT * FROM " + source);
        wanting.put(table.id(), "CREATE VIEW " + view + " AS SELECT " + projection(columns) + " FROM " + plain(view));
        views.put(table.id(), view);
        if (rows <= FEW) {
            few.add(table.id());
        }
    }

    /** How many different values a column of a table has, NULL aside. */
    String different(TableSchema table, int place) {
        return different(table, place, place(place));
    }

    /** @param expression over the column at the place, of which equal values are equal where the column's are */
    String different(TableSchema table, int place, String expression) {
        Physical physical = table.copiedColumns().get(place).physical();
        boolean listed = isSmall(table.id()) && physical != Physical.FLOAT && physical != Physical.DOUBLE;
        return listed ? "coalesce(list_unique(list(" + expression + ")), 0)" : "count(DISTINCT " + expression + ")";
    }

    /** Whether a table has so few rows that lists of its values are better than hash tables. */
    boolean isSmall(TableId table) {
        return few.contains(table);
    }

    /** From here on no other file is read and no setting changed, whatever an expression says. */
    public void lock(List<Path> files) {
        if (!files.isEmpty()) {
            run("SET allowed_paths=["
                    + String.join(
                            ",", files.stream().map(SubsetDatabase::literal).toList()) + "]");
        }
        run("SET enable_external_access=false");
        run("SET lock_configuration=true");
    }

    private static String parquet(List<ColumnSchema> columns, List<Path> files) {
        String list =
                String.join(",", files.stream().map(SubsetDatabase::literal).toList());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            names.add(place(i));
        }
        return "read_parquet([" + list + "]) AS p(" + String.join(",", names) + ")";
    }

    private static String empty(List<ColumnSchema> columns) {
        List<String> nulls = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            nulls.add("NULL::" + type(columns.get(i).physical()) + " AS " + place(i));
        }
        return "(SELECT " + (nulls.isEmpty() ? "1 AS \"datamig#none\"" : String.join(",", nulls))
                + " WHERE false) AS p";
    }

    private static String projection(List<ColumnSchema> columns) {
        if (columns.isEmpty()) {
            return "*";
        }
        List<String> parts = new ArrayList<>();
        List<String> names = names(columns);
        for (int i = 0; i < columns.size(); i++) {
            parts.add(place(i));
            parts.add(Expressions.readable(columns.get(i), place(i)) + " AS " + identifier(names.get(i)));
        }
        return String.join(",", parts);
    }

    /** The names by which expressions know the columns: where two differ by case only, {@code name~2} for the second. */
    static List<String> names(List<ColumnSchema> columns) {
        Set<String> taken = new HashSet<>();
        columns.forEach(column -> taken.add(column.name().toLowerCase(Locale.ROOT)));
        Set<String> used = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (ColumnSchema column : columns) {
            String name = column.name().isEmpty() ? "_" : column.name();
            String free = name;
            for (int n = 2; !used.add(free.toLowerCase(Locale.ROOT)); n++) {
                free = name + "~" + n;
                while (taken.contains(free.toLowerCase(Locale.ROOT))) {
                    free += "~";
                }
            }
            names.add(free);
        }
        return names;
    }

    /** The name of a table's view, which is made when it is first asked for. */
    String view(TableId table) {
        String name = name(table);
        String making = wanting.remove(table);
        if (making != null) {
            run(making);
        }
        return name;
    }

    private String name(TableId table) {
        String view = views.get(table);
        if (view == null) {
            throw new ValidatorException(ValidatorCode.ENGINE, table + " is not part of the subset");
        }
        return view;
    }

    /** The name of a view that has the columns by place only: quicker to plan with where nothing else is asked for. */
    String plainView(TableId table) {
        return plain(name(table));
    }

    private static String plain(String view) {
        return view + "p";
    }

    boolean has(TableId table) {
        return views.containsKey(table);
    }

    /** @param check what is asked from here on, without values: errors name it */
    void asked(String check) {
        work = check;
    }

    /** A number. */
    public long count(String sql) {
        try {
            return tryCount(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    long tryCount(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Parses and binds a query that gives a number, without reading a row. */
    Prepared prepare(String sql) throws SQLException {
        return new Prepared(connection.prepareStatement(sql));
    }

    /** A query that is sound. */
    record Prepared(PreparedStatement statement) implements AutoCloseable {

        long count() throws SQLException {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }

    /** A row of numbers; zeros when there is none. */
    double[] numbers(String sql, int width) {
        List<double[]> rows = rows(sql, width);
        return rows.isEmpty() ? new double[width] : rows.getFirst();
    }

    /** Rows of numbers. */
    List<double[]> rows(String sql, int width) {
        try {
            return tryRows(sql, width);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    List<double[]> tryRows(String sql, int width) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<double[]> out = new ArrayList<>();
            while (rows.next()) {
                double[] numbers = new double[width];
                for (int i = 0; i < width; i++) {
                    numbers[i] = rows.getDouble(i + 1);
                }
                out.add(numbers);
            }
            return out;
        }
    }

    Connection connection() {
        return connection;
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed("preparing the subset", e);
        }
    }

    /** What was asked for could not be answered. */
    ValidatorException failed(SQLException e) {
        return failed(work, e);
    }

    /** DuckDB's messages may quote values: only their kind is told. */
    static ValidatorException failed(String what, SQLException e) {
        return new ValidatorException(
                ValidatorCode.ENGINE, "the set checks' database failed at " + what + ": " + EngineError.kind(e));
    }

    static String place(int column) {
        return "\"datamig#" + column + "\"";
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
    }

    private static String type(Physical physical) {
        return switch (physical) {
            case BOOLEAN -> "BOOLEAN";
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMPTZ -> "TIMESTAMPTZ";
            case TEXT -> "VARCHAR";
            case BYTES -> "BLOB";
        };
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("closing", e);
        }
    }
}
