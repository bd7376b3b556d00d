package dev.datamig.validator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.proof.Fingerprints;
import dev.datamig.validator.check.Findings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose people stand in two columns each, and what the proof says of a column that masking left alone. */
class FullNamesLeftTest {

    private static final TableId PEOPLE = new TableId("ids", "public.person");
    private static final TableId LABELS = new TableId("ids", "public.label");

    private final Prints prints = new Prints(new Fingerprints(new DataKey(new byte[32]))::of);
    private final List<SetScan.Waiting> aside = new ArrayList<>();

    private SetScan scan() {
        var people = new Records.Builder();
        name(people, 0, "Brunhylde", "Zqarovtlx");
        name(people, 1, "Jane", "Doe");
        var collector = new OriginalsCollector();
        collector.add(people.build());
        return new SetScan(collector.build(), prints, new SetScan.Aside() {
            @Override
            public void put(SetScan.Waiting waiting) {
                aside.add(waiting);
            }

            @Override
            public void forEach(Consumer<SetScan.Waiting> reader) {
                aside.forEach(reader);
            }
        });
    }

    private void name(Records.Builder records, long row, String given, String family) {
        records.add(row, 1, Kind.NAME, prints.of(given));
        records.add(row, 2, Kind.NAME, prints.of(family));
    }

    private static ColumnSchema text(String name) {
        return new ColumnSchema(name, "text", "text", Physical.TEXT, true, false, false, null, List.of(), null);
    }

    private static Object utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long leaks(String cell) {
        SetScan scan = scan();
        scan.see(LABELS, List.of(text("label")), 0, new @Nullable Object[] {utf8(cell)}, Records.none());
        return scan.finish(new Findings()).leaks();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Brunhylde Zqarovtlx",
                "ZQAROVTLX, BRUNHYLDE",
                "item 12: brunhylde zqarovtlx",
                "jane/doe",
                "BRUNHYLDEZQAROVTLX",
                "DoeJane"
            })
    void aFullNameThatStandsInTwoColumnsIsALeakWhereverItIsLeft(String cell) {
        assertThat(leaks(cell)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Jane Zqarovtlx", "Jane, of all people, Doe", "Jane", "JANEZQAROVTLX", "doe", "alpha beta"})
    void namesOfDifferentPeopleAreNobodysFullName(String cell) {
        assertThat(leaks(cell)).isZero();
    }

    @Test
    void aReplacementThatHappensToBeSomebodysNameIsNone() {
        SetScan scan = scan();
        List<ColumnSchema> columns = List.of(text("id"), text("given"), text("family"), text("shown"));
        for (int row = 0; row < 2; row++) {
            var own = new Records.Builder();
            name(own, row, "Wilma", "Quistgaard");
            own.add(row, 3, Kind.NAME, prints.of("Wilma"));
            own.add(row, 3, Kind.NAME, prints.of("Quistgaard"));
            scan.see(
                    PEOPLE,
                    columns,
                    row,
                    new @Nullable Object[] {utf8("7"), utf8("Jane"), utf8("Doe"), utf8("Jane Doe")},
                    own.build());
        }

        assertThat(scan.finish(new Findings()).leaks()).isZero();
    }

    @Test
    void twoWordsOfAFakeThatHappenToBeSomebodysAreNone() {
        SetScan scan = scan();
        var own = new Records.Builder();
        own.add(0, 0, Kind.VALUE, prints.of("9 Elm Street"));

        scan.see(
                LABELS,
                List.of(text("street")),
                0,
                new @Nullable Object[] {utf8("4711 Brunhylde Zqarovtlx Road")},
                own.build());

        assertThat(scan.finish(new Findings()).leaks()).isZero();
    }

    @Test
    void wordsOfATextBelongToNobodyElseInTheRow() {
        assertThat(paired("Doe")).isTrue();
        assertThat(paired("Doe", "Throckmorton", "Quillfeather")).isFalse();
    }

    private boolean paired(String... inOtherColumn) {
        var records = new Records.Builder();
        records.add(0, 1, Kind.NAME, prints.of("Jane"));
        for (String word : inOtherColumn) {
            records.add(0, 2, Kind.NAME, prints.of(word));
        }
        var collector = new OriginalsCollector();
        collector.add(records.build());
        return collector.build().isPerson(prints.of("Jane"), prints.of("Doe"));
    }
}
