package dev.datamig.extractor.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of {@code pg_class} as {@link CatalogSql#RELATIONS} gives it. {@code parent} is that of a partition, 0 for none. */
record Relation(
        long oid,
        String schema,
        String name,
        String sql,
        String kind,
        long parent,
        double rows,
        long pages,
        long file,
        @Nullable String comment,
        boolean unlogged,
        boolean secured,
        boolean readable,
        boolean writable,
        boolean inherited,
        boolean standby) {

    static Relation read(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong("oid"),
                row.getString("nspname"),
                row.getString("relname"),
                row.getString("sql"),
                row.getString("kind"),
                row.getLong("parent"),
                row.getDouble("rows"),
                row.getLong("pages"),
                row.getLong("file"),
                row.getString("comment"),
                row.getString("persistence").equals("u"),
                row.getBoolean("secured"),
                row.getBoolean("readable"),
                row.getBoolean("writable"),
                row.getBoolean("inherited"),
                row.getBoolean("standby"));
    }

    boolean partitioned() {
        return kind.equals("p");
    }

    boolean foreign() {
        return kind.equals("f");
    }

    /** Unlogged tables have no contents on a standby. */
    boolean absentHere() {
        return unlogged && standby;
    }
}
