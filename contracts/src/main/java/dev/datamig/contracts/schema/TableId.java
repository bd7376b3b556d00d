package dev.datamig.contracts.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names a table, a set of labels or a kind of relationship of a store. The text form is {@code store:name}.
 *
 * @param store the store's name in the landscape; has no colon
 * @param name for PostgreSQL the qualified name as SQL writes it, quoted where SQL needs quotes ({@code public.student},
 *     {@code "Odd/Name"."T"}); for nodes the labels in alphabetical order joined by {@code &} ({@code Person&Student}); for
 *     relationships {@code (Student)-[ENROLLED_AT]->(School)}
 */
public record TableId(String store, String name) implements Comparable<TableId> {

    @JsonCreator
    public static TableId of(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("not a table: expected store:name");
        }
        return new TableId(text.substring(0, colon), text.substring(colon + 1));
    }

    @JsonValue
    public String text() {
        return store + ":" + name;
    }

    @Override
    public int compareTo(TableId other) {
        int byStore = store.compareTo(other.store);
        return byStore != 0 ? byStore : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return text();
    }
}
