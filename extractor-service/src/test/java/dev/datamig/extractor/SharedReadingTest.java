package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.sharing.Handout;
import dev.datamig.extractor.sharing.HandoutResult;
import dev.datamig.extractor.sharing.ReadingBoard;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances read one run of a real source. */
class SharedReadingTest {

    private static final String DATABASE = "shared";
    private static final PostgresServer SERVER = TestServers.postgres();
    /** One reader, so that there is something left for others. */
    private static final TestReading LIMITS = TestReading.of(500, 32 << 20, 1, 2);

    @TempDir
    Path folder;

    @BeforeAll
    static void makeDatabase() {
        SafetyLandscape.create(SERVER, DATABASE);
    }

    private TestExtraction extraction() {
        return new TestExtraction(folder, SafetyLandscape.of(SERVER, DATABASE));
    }

    @Test
    void passesNoBatchOnBeforeTheLastOneIsThereWhereReadingComesFirst() {
        TestExtraction extraction = extraction();
        List<Integer> early = new ArrayList<>();

        extraction.run(1, true, LIMITS, outcome -> {
            if (outcome instanceof Outcome.BatchExtracted) {
                early.add(extraction.passed().size());
            }
        });

        assertThat(extraction.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        assertThat(early).hasSizeGreaterThan(2).containsOnly(0);
        assertThat(extraction.passed())
                .isEqualTo(extraction.manifest().batches())
                .hasSameSizeAs(early);
    }

    @Test
    void twoInstancesReadWhatOneReads() {
        TestExtraction alone = extraction();
        alone.run(1, LIMITS);
        Set<List<Object>> items = rows(alone, "public.item");
        Set<List<Object>> remarks = rows(alone, "public.remark");
        TestExtraction together = extraction();
        AtomicReference<HelpFlow> helper = new AtomicReference<>();
        together.onCall(call -> {
            helper.set(together.helper(LIMITS));
            helper.get().help(call);
            awaitHelper(together, call);
        });

        together.run(2, LIMITS);

        assertThat(together.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        assertThat(helper.get().handoutsRead()).isPositive();
        assertThat(partsOfHelpers(together)).isNotEmpty();
        assertThat(rows(together, "public.item")).isEqualTo(items).hasSize(SafetyLandscape.ITEMS);
        assertThat(rows(together, "public.remark")).isEqualTo(remarks).hasSize(SafetyLandscape.ITEMS);
        assertThat(together.manifest().batches().stream()
                        .mapToLong(BatchManifest::rows)
                        .sum())
                .isEqualTo(2L * SafetyLandscape.ITEMS + 1);
        assertThat(announced(together))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(together.manifest().batches());
        helper.get().quit();
        assertNoSessionIsLeft();
    }

    @Test
    void severalReadersOfATableReadEachRowOnceAndAlwaysIntoTheSameBatches() {
        TestReading several = TestReading.of(500, 32 << 20, 3, 4);
        TestExtraction extraction = extraction();

        extraction.run(1, several);
        List<List<Object>> first = places(extraction);
        Set<List<Object>> items = rows(extraction, "public.item");
        extraction.run(2, several);

        assertThat(extraction.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        assertThat(items).hasSize(SafetyLandscape.ITEMS);
        assertThat(first)
                .as("batches of the second piece")
                .anySatisfy(place -> assertThat((Integer) place.get(1)).isGreaterThan(Handout.partsBefore(1)));
        assertThat(places(extraction)).isEqualTo(first);
        assertThat(partsOfHelpers(extraction)).isEmpty();
    }

    /** Each row of a table behind the number of its batch, in the order of the batches. */
    private static List<List<Object>> places(TestExtraction extraction) {
        List<Integer> parts = extraction.manifest().batches().stream()
                .filter(batch -> batch.table().name().equals("public.item"))
                .flatMap(batch -> Collections.nCopies((int) batch.rows(), batch.part()).stream())
                .toList();
        List<Object[]> rows = extraction.rows("public.item");
        assertThat(rows).hasSameSizeAs(parts);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> List.of(rows.get(i)[0], parts.get(i)))
                .toList();
    }

    @Test
    void whatAHelperTookAndNeverBroughtBackIsReadByTheOwner() {
        TestExtraction extraction = extraction();
        extraction.onCall(call -> board(extraction, call).beat("killed", 1));

        extraction.run(1, LIMITS);

        assertThat(extraction.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        assertThat(rows(extraction, "public.item")).hasSize(SafetyLandscape.ITEMS);
        assertThat(partsOfHelpers(extraction)).isNotEmpty();
    }

    @Test
    void aHelperThatFailsIsNotAskedAgain() {
        TestExtraction extraction = extraction();
        extraction.onCall(call -> {
            ReadingBoard board = board(extraction, call);
            board.beat("unable", 1);
            for (int number = Handout.FIRST + 1; number < Handout.FIRST + 5; number++) {
                board.put(
                        "unable",
                        new HandoutResult(
                                number,
                                List.of(),
                                new ExtractionException(ExtractorCode.SNAPSHOT_LOST, "not the same server").failure()));
            }
        });

        extraction.run(1, LIMITS);

        assertThat(extraction.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        assertThat(rows(extraction, "public.remark")).hasSize(SafetyLandscape.ITEMS);
    }

    @Test
    void aCallOfARunThatIsOverIsNotTakenUp() {
        TestExtraction extraction = extraction();
        AtomicReference<HelpToRead> heard = new AtomicReference<>();
        extraction.onCall(heard::set);
        extraction.run(1, LIMITS);
        HelpFlow late = extraction.helper(LIMITS);

        late.help(heard.get());

        assertNoSessionIsLeft();
        assertThat(late.handoutsRead()).isZero();
        late.quit();
    }

    private static void awaitHelper(TestExtraction extraction, HelpToRead call) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !board(extraction, call).beats().isEmpty());
    }

    private static ReadingBoard board(TestExtraction extraction, HelpToRead call) {
        StagingArea area = extraction.area();
        DataKey key = new RunKeys(area, new DataKey(HexFormat.of().parseHex(TestConfig.KEY)))
                .find(call.run())
                .orElseThrow();
        return new ReadingBoard(area, call.run(), call.attempt(), key);
    }

    private static Set<List<Object>> rows(TestExtraction extraction, String table) {
        List<Object[]> read = extraction.rows(table);
        Set<List<Object>> rows = new HashSet<>();
        read.forEach(row -> rows.add(Arrays.stream(row)
                .map(cell -> cell instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : cell)
                .toList()));
        assertThat(rows).hasSameSizeAs(read);
        return rows;
    }

    private static List<Integer> partsOfHelpers(TestExtraction extraction) {
        return extraction.manifest().batches().stream()
                .map(BatchManifest::part)
                .filter(part -> part > Handout.partsBefore(Handout.FIRST))
                .toList();
    }

    private static List<String> announced(TestExtraction extraction) {
        return extraction.outcomes().stream()
                .filter(Outcome.BatchExtracted.class::isInstance)
                .map(Outcome::id)
                .toList();
    }

    private static void assertNoSessionIsLeft() {
        await().atMost(Duration.ofSeconds(30)).until(() -> sessions() == 0);
    }

    private static int sessions() {
        return TestLandscapes.sessions(SERVER, DATABASE);
    }
}
