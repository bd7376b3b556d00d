package dev.datamig.validator.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.batch.InventedColumn;
import dev.datamig.contracts.batch.SearchedColumn;
import dev.datamig.contracts.schema.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final TableId TABLE = TableId.of("ids:public.person");

    @Test
    void tellsWhatWasMadeUpAndWhatWasSearched() {
        var judgement = new Judgement(
                List.of(
                        column("email", "fake", "email"),
                        column("note", "redact", "text"),
                        column("log", "sweep", null),
                        column("extra", "keep", null),
                        column("extra->'about'", "redact", null),
                        column("extra->'also'", "sweep", null),
                        column("options->'mail'", "fake", "email"),
                        column("born", "shift", "day")),
                List.of());

        assertThat(judgement.searched())
                .containsExactly(
                        new SearchedColumn(TABLE, "note"),
                        new SearchedColumn(TABLE, "log"),
                        new SearchedColumn(TABLE, "extra"));
        assertThat(judgement.invented()).contains(new InventedColumn(TABLE, "email", "email"));
    }

    private static Judgement.Column column(String name, String strategy, String domain) {
        return new Judgement.Column(TABLE, name, "ANY", strategy, domain);
    }
}
