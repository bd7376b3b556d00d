package dev.datamig.coordinator.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CodeTest {

    private static final String BEGIN =
            "<!-- codes:begin (generated from the enum Code; a test fails when it is stale) -->\n";
    private static final String END = "<!-- codes:end -->";

    @Test
    void everyCodeIsUniqueAndWellFormed() {
        assertThat(Code.values()).extracting(Code::text).doesNotHaveDuplicates().allMatch(c -> c.matches("COO-\\d{3}"));
        assertThat(Code.values()).allMatch(c -> c.status() >= 400 && !c.hint().isBlank());
    }

    /** Rewrites the table when run with {@code -Ddatamig.docs.write=true}. */
    @Test
    void theReferencePageListsEveryCode() throws IOException {
        Path page = Path.of(System.getProperty("datamig.root"), "docs", "reference", "rest.md");
        String text = Files.readString(page);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (Boolean.getBoolean("datamig.docs.write")) {
            Files.writeString(page, text.substring(0, from) + table() + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as("run this test with -Ddatamig.docs.write=true")
                .isEqualTo(table());
    }

    private static String table() {
        return "| code | status | meaning | what to do |\n|---|---|---|---|\n"
                + Arrays.stream(Code.values())
                        .map(c -> "| `%s` | %d | %s | %s |\n".formatted(c.text(), c.status(), c.meaning(), c.hint()))
                        .map(line -> line.replace("<", "&lt;"))
                        .collect(Collectors.joining());
    }
}
