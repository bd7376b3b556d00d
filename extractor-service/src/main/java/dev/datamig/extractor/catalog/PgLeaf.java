package dev.datamig.extractor.catalog;

/**
 * A relation that has rows of its own.
 *
 * @param oid its object id
 * @param sql qualified name as SQL writes it
 * @param estimatedRows as the planner believes, -1 when it was never analysed
 * @param pages blocks on disk
 * @param file the number of its file, which changes when it is rewritten
 */
public record PgLeaf(long oid, String sql, double estimatedRows, long pages, long file) {}
