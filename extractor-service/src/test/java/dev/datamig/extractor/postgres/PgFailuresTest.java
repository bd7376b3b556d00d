package dev.datamig.extractor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class PgFailuresTest {

    private static PSQLException refused(String routine) {
        return new PSQLException(new ServerErrorMessage("SERROR\0C42501\0Mtext of the server\0R" + routine + "\0\0"));
    }

    @Test
    void saysWhatRowLevelSecurityAsksForInWhateverLanguage() {
        assertThat(PgFailures.of("a", false, "reading", refused("check_enable_rls")))
                .hasMessageContaining("the account needs BYPASSRLS");
        assertThat(PgFailures.of("a", false, "reading", refused("aclcheck_error"))
                        .getMessage())
                .doesNotContain("BYPASSRLS")
                .doesNotContain("text of the server");
    }
}
