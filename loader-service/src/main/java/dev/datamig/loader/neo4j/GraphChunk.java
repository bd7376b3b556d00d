package dev.datamig.loader.neo4j;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.datamig.contracts.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A piece of the ledger: entries of one table and kind, compressed.
 *
 * @param table the table's name
 * @param kind what happened
 * @param names of nodes: the properties of their key; of relationships: their type. Empty where there is no key, or when it was not noted
 * @param sha256 of {@code data}
 */
record GraphChunk(String table, Kind kind, List<String> names, byte[] data, String sha256) {

    enum Kind {
        NODE,
        REFERENCE_NODE,
        RELATIONSHIP,
        SHARED,
        BEFORE,
        /** Like it, where the labels were changed too: all of what it was. */
        RELABELLED,
        /** Brought by the run that was refreshed, and still there. */
        HELD,
        HELD_REFERENCE,
        HELD_RELATIONSHIP,
        /** Brought by the run that was refreshed and taken away by this one: all of it. */
        REMOVED_NODE,
        REMOVED_RELATIONSHIP,
        /** Of somebody else, overwritten by an earlier run and part of this one too: what it held before the first of them. */
        HELD_BEFORE,
        HELD_RELABELLED,
        /** Of somebody else, overwritten by an earlier run and given back by this one: what that run had made of it. */
        RETURNED,
        RETURNED_RELABELLED,
        /** Brought by the run or by one before it, not part of this one, and left to others that need it. */
        KEPT,
        /** Brought by another district that has left it ({@link #KEPT}), and overwritten by the run or by one before it. */
        TAKEN;

        /** Whether labels were changed too, so that the ledger has these as well. */
        boolean relabelled() {
            return this == RELABELLED || this == HELD_RELABELLED || this == RETURNED_RELABELLED;
        }

        /** How a refresh notes what the run before it has noted so. */
        Kind held() {
            return switch (this) {
                case NODE -> HELD;
                case REFERENCE_NODE -> HELD_REFERENCE;
                case RELATIONSHIP -> HELD_RELATIONSHIP;
                case BEFORE -> HELD_BEFORE;
                case RELABELLED -> HELD_RELABELLED;
                default -> this;
            };
        }
    }

    static GraphChunk of(String table, Kind kind, List<String> names, List<Entry> entries) {
        byte[] text =
                String.join("\n", entries.stream().map(Entry::text).toList()).getBytes(StandardCharsets.UTF_8);
        byte[] data = Zstd.compress(text, 3);
        return new GraphChunk(table, kind, names, data, Digests.sha256Hex(data));
    }

    boolean intact() {
        return Digests.sha256Hex(data).equals(sha256);
    }

    List<Entry> entries() {
        try (var in = new ZstdInputStream(new ByteArrayInputStream(data))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Entry::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("decompressing in memory failed", e);
        }
    }

    /** The same of nodes and relationships that have other element ids by now. */
    GraphChunk moved(Map<String, String> ids) {
        return of(
                table,
                kind,
                names,
                entries().stream()
                        .map(entry -> new Entry(
                                ids.getOrDefault(entry.id(), entry.id()),
                                entry.key(),
                                entry.contents(),
                                before(entry, ids)))
                        .toList());
    }

    private String before(Entry entry, Map<String, String> ids) {
        return switch (kind) {
            case REMOVED_RELATIONSHIP ->
                RemovedImage.parse(entry.before()).moved(ids).text();
            case RELATIONSHIP, HELD_RELATIONSHIP ->
                entry.ends().stream().map(end -> ids.getOrDefault(end, end)).collect(Collectors.joining(" "));
            default -> entry.before();
        };
    }

    /**
     * One node or relationship.
     *
     * @param id its element id in the target
     * @param key digest of its key, by which it is seen that the element id was not given to another one meanwhile
     * @param contents digest of its contents at the time of the load
     * @param before its previous properties as JSON, with the labels where these were changed, empty unless it was overwritten; of a relationship the element ids of its ends
     */
    record Entry(String id, long key, long contents, String before) {

        /** Of a relationship; empty when they were not noted. */
        List<String> ends() {
            return before.isEmpty() ? List.of() : List.of(before.split(" "));
        }

        String text() {
            return id + "\t" + Long.toHexString(key) + "\t" + Long.toHexString(contents) + "\t" + before;
        }

        static Entry parse(String line) {
            String[] parts = line.split("\t", 4);
            return new Entry(
                    parts[0], Long.parseUnsignedLong(parts[1], 16), Long.parseUnsignedLong(parts[2], 16), parts[3]);
        }
    }
}
