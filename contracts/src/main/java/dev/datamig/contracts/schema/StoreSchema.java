package dev.datamig.contracts.schema;

import java.util.List;

/** The tables of one store that the run touches. */
public record StoreSchema(String name, StoreKind kind, List<TableSchema> tables) {}
