package dev.datamig.contracts.schema;

/**
 * How a column's values travel in Parquet and in memory. A cell is {@code null} or exactly the Java type named here.
 *
 * <p>The mapping from PostgreSQL is total and loses nothing: what has no counterpart travels as {@link #TEXT} in the type's own
 * text form (output of the type's output function with {@code DateStyle=ISO}, {@code IntervalStyle=postgres},
 * {@code extra_float_digits=1}, {@code bytea_output=hex}, {@code TimeZone=UTC}).
 */
public enum Physical {
    /** {@code Boolean}; Parquet BOOLEAN. PostgreSQL {@code bool}. */
    BOOLEAN,
    /** {@code Integer}; Parquet INT32. {@code int2}, {@code int4}. */
    INT32,
    /** {@code Long}; Parquet INT64. {@code int8}, {@code oid}. */
    INT64,
    /** {@code Float}, bits kept (NaN payloads too); Parquet FLOAT. {@code float4}. */
    FLOAT,
    /** {@code Double}, bits kept; Parquet DOUBLE. {@code float8}. */
    DOUBLE,
    /**
     * {@code Integer}: days since 1970-01-01, modulo 2^32; Parquet INT32 DATE. PostgreSQL counts from 2000-01-01 and uses
     * the extreme ints as infinities: {@code days = pg + 10957} with wrap-around, a bijection.
     */
    DATE,
    /**
     * {@code Long}: microseconds since 1970-01-01T00:00, modulo 2^64; Parquet INT64 TIMESTAMP(MICROS, not UTC-adjusted).
     * {@code timestamp}. PostgreSQL counts from 2000-01-01 and uses the extreme longs as infinities:
     * {@code micros = pg + 946684800000000} with wrap-around, a bijection.
     */
    TIMESTAMP,
    /** As {@link #TIMESTAMP} for {@code timestamptz}; Parquet TIMESTAMP(MICROS, UTC-adjusted). */
    TIMESTAMPTZ,
    /** {@code byte[]}: UTF-8 text; Parquet BYTE_ARRAY STRING. {@code text}, {@code varchar} and every type not named here. */
    TEXT,
    /** {@code byte[]}: raw bytes; Parquet BYTE_ARRAY. {@code bytea}. */
    BYTES
}
