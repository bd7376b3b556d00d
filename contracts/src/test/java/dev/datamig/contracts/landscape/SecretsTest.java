package dev.datamig.contracts.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("USER_NAME", "ann", "PASSWORD", "p$1\\${x}", "HOST", "db", "DB", "neo");

    private final Secrets secrets = new Secrets(ENVIRONMENT::get);

    @TempDir
    Path folder;

    @Test
    void fillsEveryPlaceAndLeavesTheRest() {
        var endpoint = new Endpoint("jdbc:postgresql://${HOST}:5432/${HOST}", "${USER_NAME}", "${PASSWORD}", "${DB}");

        assertThat(secrets.resolve(endpoint))
                .isEqualTo(new Endpoint("jdbc:postgresql://db:5432/db", "ann", "p$1\\${x}", "neo"));
    }

    @Test
    void leavesPlainTextAlone() {
        var endpoint = new Endpoint("bolt://x", "neo4j", "pa$$word{}", null);

        assertThat(secrets.resolve(endpoint)).isEqualTo(endpoint);
    }

    @Test
    void readsAMountedSecretWithoutItsLastLineBreak() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "hunter2\n");

        assertThat(secrets.resolve(new Endpoint("u", "n", "${file:" + file + "}", null))
                        .password())
                .isEqualTo("hunter2");
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> secrets.resolve(new Endpoint("u", "${NOT_SET}", "p", null)))
                .hasMessageContaining("NOT_SET");
        assertThatThrownBy(() -> secrets.resolve(new Endpoint("u", "n", "${file:/no/such/file}", null)))
                .hasMessageContaining("/no/such/file");
        assertThatThrownBy(() -> secrets.resolve(new Endpoint("u", "n", "${file:\0}", null)))
                .isInstanceOf(Secrets.MissingSecretException.class);
    }

    @Test
    void keepsCredentialsOutOfThePrintedForm() {
        assertThat(new Endpoint("bolt://x", "ann", "hunter2", null)).hasToString("Endpoint[bolt://x]");
    }
}
