package dev.datamig.loader.staging;

import dev.datamig.contracts.Digests;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.KeyEntry;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Key maps as Parquet files of a run, named by the SHA-256 of what they say: none is ever overwritten, and a plan that comes late
 * cannot change what others have planned with.
 */
public final class StagedKeys implements KeyExchange {

    private static final String BETWEEN = "\u001f";
    private static final List<ColumnSchema> COLUMNS = Stream.of("table", "columns", "kind", "from", "to")
            .map(StagedKeys::column)
            .toList();

    private final StagingArea area;
    private final BatchFiles files;
    private final RunId run;
    private final Map<String, String> digests;

    /** @param digests by store, of the files that are to be read */
    public StagedKeys(StagingArea area, RunId run, Map<String, String> digests) {
        this.area = area;
        this.files = new BatchFiles(area);
        this.run = run;
        this.digests = Map.copyOf(digests);
    }

    private static ColumnSchema column(String name) {
        return new ColumnSchema(name, "text", "text", Physical.TEXT, false, false, false, null, List.of(), null);
    }

    @Override
    public void read(String store, Consumer<KeyEntry> taker) {
        String digest = digests.get(store);
        if (digest == null) {
            return;
        }
        MessageDigest sum = Digests.sha256();
        try (BatchReader reader = files.read(StagingLayout.keyMap(run, store, digest), null)) {
            for (@Nullable Object[] cells = reader.next(); cells != null; cells = reader.next()) {
                List<String> texts = Arrays.stream(cells).map(StagedKeys::text).toList();
                add(sum, texts);
                taker.accept(entry(texts));
            }
        }
        if (!HexFormat.of().formatHex(sum.digest()).equals(digest)) {
            throw LoadException.of(LoaderCode.FILE_CHANGED, StagingLayout.keyMap(run, store, digest));
        }
    }

    @Override
    public Optional<String> write(String store, Consumer<Consumer<KeyEntry>> entries) {
        MessageDigest sum = Digests.sha256();
        boolean[] any = {false};
        entries.accept(entry -> {
            any[0] = true;
            add(sum, texts(entry));
        });
        if (!any[0]) {
            return Optional.empty();
        }
        String digest = HexFormat.of().formatHex(sum.digest());
        String path = StagingLayout.keyMap(run, store, digest);
        if (!area.exists(path)) {
            put(path, entries);
        }
        return Optional.of(digest);
    }

    @Override
    public void note(String store, Consumer<Consumer<KeyEntry>> entries) {
        String path = StagingLayout.matchedKeys(run, store);
        List<KeyEntry> all = new ArrayList<>();
        entries.accept(all::add);
        if (!all.isEmpty() || area.exists(path)) {
            put(path, taker -> all.forEach(taker));
        }
    }

    private void put(String path, Consumer<Consumer<KeyEntry>> entries) {
        try (BatchWriter writer = files.write(path, COLUMNS, Map.of(), null)) {
            entries.accept(entry -> writer.write(texts(entry).stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toArray()));
            writer.commit();
        }
    }

    private static List<String> texts(KeyEntry entry) {
        return List.of(
                entry.table().text(),
                String.join(BETWEEN, entry.columns()),
                entry.kind().name(),
                String.join(BETWEEN, entry.from()),
                String.join(BETWEEN, entry.to()));
    }

    private static KeyEntry entry(List<String> texts) {
        return new KeyEntry(
                TableId.of(texts.get(0)),
                List.of(texts.get(1).split(BETWEEN, -1)),
                KeyEntry.Kind.valueOf(texts.get(2)),
                List.of(texts.get(3).split(BETWEEN, -1)),
                List.of(texts.get(4).split(BETWEEN, -1)));
    }

    private static void add(MessageDigest sum, List<String> texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            sum.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
            sum.update((byte) ':');
            sum.update(bytes);
        }
    }

    private static String text(@Nullable Object cell) {
        return cell == null ? "" : new String((byte[]) cell, StandardCharsets.UTF_8);
    }
}
