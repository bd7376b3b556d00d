package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.persona.NameText;
import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The words of names that stand in a batch's name columns, kept encrypted beside it for the run's free text. */
@Singleton
public final class NamesFiles {

    private static final byte[] GIVEN = "GIVEN".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FAMILY = "FAMILY".getBytes(StandardCharsets.UTF_8);
    private static final Set<DataClass> NAMES =
            Set.of(DataClass.GIVEN_NAME, DataClass.MIDDLE_NAME, DataClass.FAMILY_NAME, DataClass.FULL_NAME);

    private final StagingArea area;
    private final BatchFiles files;

    public NamesFiles(StagingArea area, BatchFiles files) {
        this.area = area;
        this.files = files;
    }

    /** Collects while a batch is read; does nothing for tables without name columns. */
    Collecting collect(TablePlan plan) {
        return new Collecting(plan);
    }

    /** Every name word of the run's attempt. */
    public KnownNames read(RunId run, int attempt, DataKey runKey) {
        var all = new KnownNames.Collector();
        for (String path : area.list(StagingLayout.phaseFolder(run, "names"))) {
            if (path.contains("/a" + attempt + "-part-")) {
                read(path, runKey, all);
            }
        }
        return all.names();
    }

    private void read(String path, DataKey runKey, KnownNames.Collector into) {
        try (BatchReader reader = files.read(path, runKey)) {
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                if (row[0] instanceof byte[] kind && row[1] instanceof byte[] bytes) {
                    String word = new String(bytes, StandardCharsets.UTF_8);
                    if (kind[0] == GIVEN[0]) {
                        into.given(word);
                    } else {
                        into.family(word);
                    }
                }
            }
        }
    }

    /** Whether people's names stand in a column, as text. */
    static boolean holdsNames(ColumnPlan column) {
        DataClass found = column.found().dataClass();
        return found != null
                && NAMES.contains(found)
                && column.target().column().physical() == dev.datamig.contracts.schema.Physical.TEXT;
    }

    /** Words met so far, in one batch. */
    final class Collecting {

        private final KnownNames.Collector words = new KnownNames.Collector();
        private final List<ColumnPlan> columns;
        private final int[] names;
        /** Values whose words were collected already, for names come again and again. */
        private final byte[][] recent = new byte[1 << 12][0];

        private final int[] recentColumns = new int[1 << 12];

        Collecting(TablePlan plan) {
            this.columns = plan.columns();
            this.names = IntStream.range(0, columns.size())
                    .filter(i -> holdsNames(columns.get(i)))
                    .toArray();
        }

        boolean any() {
            return names.length > 0;
        }

        void row(@Nullable Object[] cells) {
            for (int i : names) {
                if (cells[i] instanceof byte[] bytes && isNew(bytes, i)) {
                    add(columns.get(i).found().dataClass(), new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }

        private boolean isNew(byte[] bytes, int column) {
            int place = (Arrays.hashCode(bytes) * 31 + column) * 0x9e3779b9 >>> 20;
            boolean seen = recentColumns[place] == column && Arrays.equals(bytes, recent[place]);
            recent[place] = bytes;
            recentColumns[place] = column;
            return !seen;
        }

        private void add(@Nullable DataClass dataClass, String text) {
            List<NameText.Word> parts = switch (dataClass) {
                case GIVEN_NAME -> NameText.allAs(text, Part.GIVEN);
                case MIDDLE_NAME, FAMILY_NAME -> NameText.allAs(text, Part.FAMILY);
                case null, default -> NameText.words(text);
            };
            for (NameText.Word word : parts) {
                String spoken = text.substring(word.start(), word.end());
                if (word.part() == Part.GIVEN) {
                    words.given(spoken);
                } else if (word.part() == Part.FAMILY) {
                    words.family(spoken);
                }
            }
        }

        /** Writes the words, sorted, so that the same batch gives the same file. */
        void write(BatchManifest batch, DataKey runKey) {
            String path = StagingLayout.names(batch.run(), batch.attempt(), batch.table(), batch.part());
            try (BatchWriter writer = files.write(path, SideColumns.NAMES, java.util.Map.of(), runKey)) {
                words.givenWords().stream().sorted().forEach(word -> writer.write(new Object[] {GIVEN, utf8(word)}));
                words.familyWords().stream().sorted().forEach(word -> writer.write(new Object[] {FAMILY, utf8(word)}));
                writer.commit();
            }
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
