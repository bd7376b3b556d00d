package dev.datamig.loader.neo4j;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neo4j.driver.Record;

/**
 * How much memory the server grants our transactions. Neo4j keeps all changes of a transaction in its heap until the commit and ends
 * the transaction when a limit is reached (Neo4j Operations Manual, "Memory configuration": {@code dbms.memory.transaction.total.max},
 * by default 70 % of the heap, {@code db.memory.transaction.total.max}, {@code db.memory.transaction.max}). Others need memory too, and
 * a commit needs some more; hence a transaction is to take a share of the smallest limit only.
 *
 * @param bytes that a transaction may take; nothing where the server does not tell its limits
 */
record TransactionMemory(OptionalLong bytes) {

    private static final int SHARE = 4;

    /** What an entry of a loaded run takes at most when it is undone: the entry, the row and its contents; above what was measured. */
    private static final long BYTES_PER_ENTRY = 8 * 1024;

    private static final Pattern AMOUNT = Pattern.compile("([0-9.]+) *(B|KiB|MiB|GiB|TiB)?");

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    static final TransactionMemory UNKNOWN = new TransactionMemory(OptionalLong.empty());

    /** @param configured instead of a share of what the server grants */
    static TransactionMemory of(NeoTransaction transaction, Optional<Long> configured) {
        if (configured.isPresent()) {
            return new TransactionMemory(OptionalLong.of(configured.get()));
        }
        List<Record> settings = transaction.run(
                "reading the memory limits",
                "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN value",
                Map.of(
                        "names",
                        List.of(
                                "dbms.memory.transaction.total.max",
                                "db.memory.transaction.total.max",
                                "db.memory.transaction.max")));
        OptionalLong smallest = settings.stream()
                .mapToLong(row -> amount(row.get("value").asString("")))
                .filter(bytes -> bytes > 0)
                .min();
        return smallest.isEmpty() ? UNKNOWN : new TransactionMemory(OptionalLong.of(smallest.getAsLong() / SHARE));
    }

    /** A quarter of it. */
    TransactionMemory less() {
        return bytes.isEmpty() ? this : new TransactionMemory(OptionalLong.of(bytes.getAsLong() / 4));
    }

    /** Whether this transaction has taken its share. */
    boolean spent(NeoTransaction transaction) {
        return bytes.isPresent() && transaction.memory() >= bytes.getAsLong();
    }

    /** Whether an undo of so many entries could take more than its share. */
    boolean couldBeShortFor(long entries) {
        return bytes.isPresent() && entries > bytes.getAsLong() / BYTES_PER_ENTRY;
    }

    /** Such as {@code 716.80MiB}; 0, which also means no limit, for what is none. */
    static long amount(String text) {
        Matcher matcher = AMOUNT.matcher(text.strip());
        if (!matcher.matches()) {
            return 0;
        }
        int unit = UNITS.indexOf(Objects.requireNonNullElse(matcher.group(2), "B"));
        return (long) (Double.parseDouble(matcher.group(1)) * (1L << (10 * unit)));
    }
}
