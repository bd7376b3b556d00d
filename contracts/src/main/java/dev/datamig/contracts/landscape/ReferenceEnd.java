package dev.datamig.contracts.landscape;

import java.util.List;

/**
 * One end of a reference: {@code public.note(entity_id)} within a store, {@code ids:public.student(uid)} across stores.
 *
 * @param store the store, always filled in
 * @param table the table as SQL writes it, or a label
 * @param columns bare names, without quotes
 */
public record ReferenceEnd(String store, String table, List<String> columns) {}
