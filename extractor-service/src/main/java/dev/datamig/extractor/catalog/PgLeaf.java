package dev.datamig.extractor.catalog;

/**
 * A relation that has rows of its own.
 *
 * @param oid its object id
 * @param sql qualified name as SQL writes it
 * @param estimatedRows as the planner believes, -1 when it was never analysed
 * @param pages blocks on disk
 */
public record PgLeaf(long oid, String sql, double estimatedRows, long pages) {}
