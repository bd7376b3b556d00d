package dev.datamig.sandbox.data;

import java.util.function.Consumer;

/**
 * What fills one table.
 *
 * @param into table and columns as SQL writes them: {@code public.role(id, code)}
 */
record Feed(String into, Consumer<Rows> rows) {}
