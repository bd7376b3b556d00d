package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.key.MaskingKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents that a constraint keeps apart. */
class SweptDocumentsTest {

    private static final MaskingKey KEY = new MaskingKey(new byte[32]);
    private static final String FIRST = "{\"a\": \"ask Jane Doe\", \"n\": 1, \"b\": \"x\"}";
    private static final String SECOND = "{\"a\": \"ask Mary Roe\", \"n\": 1, \"b\": \"x\"}";

    /** Whoever is asked becomes the same one. */
    private static final class OneForAll implements Tools.Texts {

        @Override
        public Tools.Rewriter text(Target target, boolean allDates) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Tools.Rewriter json(Target target, boolean allDates) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Tools.Rewriter composite(Target target, boolean allDates) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Tools.Rewriter sweep(Target target, boolean allNumbers, Tools.SweptNames names) {
            return (text, row) -> text.startsWith("ask ") ? "ask Ann Lee" : text;
        }
    }

    private static String swept(boolean unique, String document) {
        Target target = Masks.target("c jsonb", unique, null, "documents");
        Mask mask = Strategies.named("sweep")
                .orElseThrow()
                .mask(target, new Params(Map.of()), Tools.of(KEY, new OneForAll()));
        return Masks.text("c jsonb", mask.mask(Masks.cell("c jsonb", document), Masks.row()));
    }

    @Test
    void stayApartWhereTwoStringsBecomeOne() {
        assertThat(swept(true, FIRST)).isNotEqualTo(swept(true, SECOND)).isEqualTo(swept(true, FIRST));
        assertThat(swept(true, FIRST))
                .startsWith("{\"a\": \"ask Ann Lee")
                .endsWith("\", \"n\": 1, \"b\": \"x\"}")
                .doesNotContain("Jane");
        assertThat(swept(false, FIRST)).isEqualTo(swept(false, SECOND));
    }

    @Test
    void stayAsTheyAreWhereNothingIsReplaced() {
        String plain = "{\"a\": \"y\", \"n\": [1, null]}";
        assertThat(swept(true, plain)).isEqualTo(plain);
    }
}
