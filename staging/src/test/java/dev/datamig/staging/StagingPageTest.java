package dev.datamig.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.Physical;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference page says what the code does. */
class StagingPageTest {

    private static final Path PAGE = Path.of(System.getProperty("datamig.root"), "docs", "reference", "staging.md");
    private static final String TABLE_HEAD = "| code | category | meaning | what to do |\n|---|---|---|---|\n";

    @Test
    void listsEveryErrorAsTheCodeHasIt() throws IOException {
        String page = Files.readString(PAGE);
        String head = page.substring(0, page.indexOf(TABLE_HEAD) + TABLE_HEAD.length());
        String expected = head
                + Stream.of(StagingCode.values())
                        .map(code -> "| %s | %s | %s | %s |%n"
                                .formatted(code.code(), code.category(), code.meaning(), code.hint()))
                        .collect(Collectors.joining());
        if (Boolean.getBoolean("datamig.docs.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("stale: run this test with -Ddatamig.docs.write=true")
                .isEqualTo(expected);
    }

    @Test
    void namesEveryWayInWhichValuesTravel() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Physical.values()).allSatisfy(physical -> assertThat(page).contains("`" + physical + "`"));
    }
}
