package dev.datamig.contracts.landscape;

/** A query on a store's source that gives id and name of every district, two columns of any type (read as text). */
public record DistrictQuery(String store, String query) {}
