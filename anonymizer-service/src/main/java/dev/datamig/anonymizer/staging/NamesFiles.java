package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.classify.CompositeText;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.masking.Tellers;
import dev.datamig.anonymizer.persona.NameText;
import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.LeafPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.redact.CodeCollector;
import dev.datamig.anonymizer.redact.FamilyParticles;
import dev.datamig.anonymizer.redact.KnownCodes.Kind;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The words of names that stand in a batch's name columns, and hashes of its people's user names and numbers, kept encrypted beside
 * it for the run's free text.
 */
@Singleton
public final class NamesFiles {

    private static final byte[] GIVEN = "GIVEN".getBytes(StandardCharsets.UTF_8);
    /** Hashes of codes in one row of a file. */
    private static final int CODES = 1024;

    /** Before the kind of codes that texts tell. */
    private static final String TOLD = "TOLD ";

    private static final byte[] FAMILY = "FAMILY".getBytes(StandardCharsets.UTF_8);
    private static final Set<DataClass> NAMES =
            Set.of(DataClass.GIVEN_NAME, DataClass.MIDDLE_NAME, DataClass.FAMILY_NAME, DataClass.FULL_NAME);

    private final StagingArea area;
    private final BatchFiles files;

    public NamesFiles(StagingArea area, BatchFiles files) {
        this.area = area;
        this.files = files;
    }

    /** Collects while a batch is read; does nothing for tables without name columns. @param tellers absent where no text is read */
    Collecting collect(TablePlan plan, @Nullable Tellers tellers) {
        return new Collecting(plan, tellers);
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
                    read(new String(kind, StandardCharsets.UTF_8), bytes, into);
                }
            }
        }
    }

    private static void read(String kind, byte[] bytes, KnownNames.Collector into) {
        switch (kind) {
            case "GIVEN" -> into.given(new String(bytes, StandardCharsets.UTF_8));
            case "FAMILY" -> into.family(new String(bytes, StandardCharsets.UTF_8));
            default -> {
                boolean told = kind.startsWith(TOLD);
                Kind of = Kind.valueOf(told ? kind.substring(TOLD.length()) : kind);
                CodeCollector codes = told ? into.told() : into.codes();
                var hashes = ByteBuffer.wrap(bytes);
                while (hashes.remaining() >= Long.BYTES) {
                    codes.add(of, hashes.getLong());
                }
            }
        }
    }

    /** Whether what stands in a column is looked for in texts: names, user names, numbers of people. */
    static boolean isKnownInTexts(ColumnPlan column) {
        return holdsNames(column) || codes(column).isPresent() || !known(column).isEmpty();
    }

    /** Whether people's names stand in a column, as text. */
    private static boolean holdsNames(ColumnPlan column) {
        DataClass found = column.found().dataClass();
        return found != null && NAMES.contains(found) && isText(column);
    }

    /** What codes stand in a column, as text; empty also where they are kept on purpose. */
    private static Optional<Kind> codes(ColumnPlan column) {
        // what refers to a number is that number, whatever the reference is called
        DataClass found = column.follows() == null
                ? column.found().dataClass()
                : column.target().dataClass();
        boolean readable = isText(column) || isWhole(column);
        return found == null || !readable || column.untouched() ? Optional.empty() : Kind.of(found);
    }

    /** The fields of composite values that are looked for in texts. */
    private static Map<List<String>, DataClass> known(ColumnPlan column) {
        var out = new HashMap<List<String>, DataClass>();
        if (column.target().column().composite()) {
            for (LeafPlan leaf : column.leaves()) {
                DataClass found = leaf.found().dataClass();
                boolean kept = leaf.strategy().name().equals("keep");
                if (found != null
                        && (NAMES.contains(found) || !kept && Kind.of(found).isPresent())) {
                    out.put(leaf.path(), found);
                }
            }
        }
        return out;
    }

    private static boolean isText(ColumnPlan column) {
        return column.target().column().physical() == Physical.TEXT;
    }

    private static boolean isWhole(ColumnPlan column) {
        Physical physical = column.target().column().physical();
        return physical == Physical.INT32 || physical == Physical.INT64;
    }

    /** Words met so far, in one batch. */
    final class Collecting {

        private final KnownNames.Collector words = new KnownNames.Collector();
        private final List<ColumnPlan> columns;
        private final int[] names;
        private final int given;
        private final int family;
        private final @Nullable Kind[] codes;
        private final List<CodesInCell> inCells;
        private final List<Map<List<String>, DataClass>> fields;
        /** Values whose words were collected already, for names come again and again. */
        private final byte[] @Nullable [] recent;

        private final int[] recentColumns;
        private final SpokenWords givenWords = new SpokenWords(Part.GIVEN);
        private final SpokenWords familyWords = new SpokenWords(Part.FAMILY);
        private final @Nullable Tellers tellers;

        Collecting(TablePlan plan, @Nullable Tellers tellers) {
            this.tellers = tellers;
            this.columns = plan.columns();
            this.names = IntStream.range(0, columns.size())
                    .filter(i -> isKnownInTexts(columns.get(i)))
                    .toArray();
            int places = any() ? 1 << 12 : 0;
            this.recent = new byte[places][];
            this.recentColumns = new int[places];
            this.fields = columns.stream().map(NamesFiles::known).toList();
            this.given = first(DataClass.GIVEN_NAME);
            this.family = first(DataClass.FAMILY_NAME);
            this.codes =
                    columns.stream().map(column -> codes(column).orElse(null)).toArray(Kind[]::new);
            this.inCells = columns.stream().map(CodesInCell::new).toList();
        }

        boolean any() {
            return names.length > 0 || tellers != null;
        }

        private int first(DataClass dataClass) {
            return IntStream.range(0, columns.size())
                    .filter(i -> columns.get(i).found().dataClass() == dataClass && isText(columns.get(i)))
                    .findFirst()
                    .orElse(-1);
        }

        /** Who the row is, where it has a given and a family name. */
        private void person(@Nullable Object[] cells) {
            if (given >= 0
                    && family >= 0
                    && cells[given] instanceof byte[] one
                    && cells[family] instanceof byte[] other) {
                pairs(givenWords.of(one), familyWords.of(other));
            }
        }

        private void pairs(List<String> given, List<String> family) {
            for (int i = 0; i < given.size(); i++) {
                for (int j = 0; j < family.size(); j++) {
                    words.codes().person(given.get(i), family.get(j));
                }
            }
        }

        /** Before a family name by itself. */
        private static List<String> particles(String text, List<NameText.Word> words) {
            return SpokenWords.folded(text, words, Part.STAYS).stream()
                    .filter(FamilyParticles::has)
                    .toList();
        }

        void row(@Nullable Object[] cells) {
            if (tellers != null) {
                tellers.read(cells, this::told);
            }
            person(cells);
            for (int i : names) {
                Kind kind = codes[i];
                if (kind != null && cells[i] instanceof Number number) {
                    words.codes().add(kind, number.toString());
                }
                if (!(cells[i] instanceof byte[] bytes)) {
                    continue;
                }
                if (kind != null) {
                    inCells.get(i)
                            .of(new String(bytes, StandardCharsets.UTF_8))
                            .forEach(code -> words.codes().add(kind, code));
                } else if (!fields.get(i).isEmpty()) {
                    fields(i, new String(bytes, StandardCharsets.UTF_8));
                } else if (isNew(bytes, i)) {
                    add(columns.get(i).found().dataClass(), new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }

        /** A value inside a text; user names of letters alone are too much like words to be looked for everywhere. */
        private void told(@Nullable DataClass dataClass, String value) {
            Optional<Kind> kind = dataClass == null ? Optional.of(Kind.NUMBER) : Kind.of(dataClass);
            if (kind.isPresent()
                    && (kind.get() != Kind.USER_NAME || !value.chars().allMatch(Character::isLetter))) {
                words.told().add(kind.get(), value);
            } else if (kind.isEmpty() && NAMES.contains(dataClass)) {
                add(dataClass, value);
            }
        }

        private void fields(int column, String text) {
            CompositeText.map(columns.get(column).target().column(), text, (path, field, value) -> {
                DataClass found = fields.get(column).get(path);
                if (found != null) {
                    Kind.of(found).ifPresentOrElse(kind -> words.codes().add(kind, value), () -> add(found, value));
                }
                return value;
            });
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
            if (dataClass == DataClass.FULL_NAME) {
                List<String> given = SpokenWords.folded(text, parts, Part.GIVEN);
                List<String> family = SpokenWords.folded(text, parts, Part.FAMILY);
                if (given.isEmpty() || family.isEmpty()) {
                    pairs(particles(text, parts), given.isEmpty() ? family : given);
                } else {
                    pairs(given, family);
                }
            }
            for (NameText.Word word : parts) {
                String spoken = text.substring(word.start(), word.end());
                if (word.part() == Part.GIVEN) {
                    words.given(spoken);
                } else if (word.part() == Part.FAMILY) {
                    words.family(spoken);
                }
            }
        }

        /** Writes the words, sorted, so that the same batch gives the same file; none where there are no words. */
        void write(BatchManifest batch, DataKey runKey) {
            if (words.isEmpty()) {
                return;
            }
            String path = StagingLayout.names(batch.run(), batch.attempt(), batch.table(), batch.part());
            try (BatchWriter writer = files.write(path, SideColumns.NAMES, Map.of(), runKey)) {
                words.givenWords().stream().sorted().forEach(word -> writer.write(new Object[] {GIVEN, utf8(word)}));
                words.familyWords().stream().sorted().forEach(word -> writer.write(new Object[] {FAMILY, utf8(word)}));
                for (Kind kind : Kind.values()) {
                    write(writer, kind.name(), words.codes().hashes(kind));
                }
                for (Kind kind : Kind.values()) {
                    write(writer, TOLD + kind, words.told().hashes(kind));
                }
                writer.commit();
            }
        }

        private static void write(BatchWriter writer, String kind, long[] hashes) {
            for (int from = 0; from < hashes.length; from += CODES) {
                int some = Math.min(CODES, hashes.length - from);
                var packed = ByteBuffer.allocate(some * Long.BYTES);
                packed.asLongBuffer().put(hashes, from, some);
                writer.write(new Object[] {utf8(kind), packed.array()});
            }
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
