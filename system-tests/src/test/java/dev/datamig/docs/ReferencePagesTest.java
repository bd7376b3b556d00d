package dev.datamig.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages under {@code docs/reference} that are made from the code: {@code -Ddatamig.docs.write=true} writes them anew. */
class ReferencePagesTest {

    private static final Path ROOT = Path.of(System.getProperty("datamig.root"));

    @Test
    void thePageOfErrorCodesIsWhatTheCodeSays() throws IOException {
        List<ErrorCodes.Entry> entries = ErrorCodes.in(ROOT);

        assertThat(entries).extracting(ErrorCodes.Entry::code).doesNotHaveDuplicates();
        assertThat(entries)
                .extracting(entry -> entry.code().substring(0, 3))
                .contains("EXT", "ANO", "VAL", "LOD", "COO", "STG");
        holds("error-codes.md", ErrorCodes.page(entries));
    }

    @Test
    void thePageOfConfigurationIsWhatTheCodeSays() throws IOException {
        holds("configuration.md", Configuration.page(ROOT));
    }

    @Test
    void everyPageThatTheReadmeNamesExists() throws IOException {
        var links = java.util.regex.Pattern.compile("]\\(([^)#:]+)\\)")
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(links.results().map(link -> link.group(1)).distinct())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }

    private static void holds(String name, String expected) throws IOException {
        Path page = ROOT.resolve("docs/reference").resolve(name);
        if (Boolean.getBoolean("datamig.docs.write")) {
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page))
                .as("%s is stale: run the tests once with -Ddatamig.docs.write=true", page.getFileName())
                .isEqualTo(expected);
    }
}
