package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.redact.KnownCodes.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What texts tell of is bounded, and of very much the same part is kept whatever comes first. */
class ToldCodesTest {

    private static final int MOST = 100;

    @Test
    void keepsTheSameCodesInWhateverOrderTheyCome() {
        List<String> codes = new ArrayList<>(
                IntStream.range(0, 1_000).mapToObj(i -> "qx" + i + "vdh").toList());
        long[] inOrder = kept(codes);

        Collections.shuffle(codes, new Random(7));

        assertThat(inOrder).hasSize(MOST);
        assertThat(kept(codes)).isEqualTo(inOrder);
    }

    @Test
    void keepsAllOfFew() {
        List<String> codes =
                IntStream.range(0, MOST).mapToObj(i -> "qx" + i + "vdh").toList();

        assertThat(kept(codes)).hasSize(MOST);
    }

    @Test
    void takesACodeThatAColumnKnowsForWhatTheColumnSays() {
        var names = new KnownNames.Collector();
        names.told().add(Kind.NUMBER, "qx27vdh");
        names.codes().add(Kind.USER_NAME, "qx27vdh");

        assertThat(names.names().codes().kind("qx27vdh")).isEqualTo(Kind.USER_NAME);
    }

    private static long[] kept(List<String> codes) {
        var collector = new CodeCollector(MOST);
        codes.forEach(code -> collector.add(Kind.USER_NAME, code));
        return collector.hashes(Kind.USER_NAME);
    }
}
