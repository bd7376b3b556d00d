package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values with parts: read and written back, changed in their parts alone, and judged by them. */
class InnerPartsTest {

    private static final String[] SIGNS = {
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\"",
        "\\",
        "a",
        "b c",
        "<",
        ">",
        "/",
        "=",
        "'",
        "&",
        ";",
        "<a",
        "</a>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "\n"
    };

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            quoteCharacter = '`',
            value = {
                "(Jane,\"12 Main St\",,62701) ~ (\"JANE\",\"12 MAIN ST\",,62701)",
                "(\"a \"\"b\"\"\",\"c\\\\d\") ~ (\"A \"\"B\"\"\",\"C\\\\D\")",
                "(1,\"(jane,)\") ~ (1,\"(\"\"JANE\"\",)\")",
                "(1,\"{jane,\"\"x y\"\"}\") ~ (1,\"{\"\"JANE\"\",\"\"X Y\"\"}\")",
                "{\"(jane,1)\",NULL} ~ {\"(\\\"JANE\\\",1)\",NULL}",
                "[0:1]={jane,2} ~ [0:1]={\"JANE\",2}",
                "[anna,zoe) ~ [\"ANNA\",\"ZOE\")",
                "empty ~ EMPTY",
                "() ~ ()",
                "{} ~ {}"
            })
    void mapsThePartsOfCompositeValues(String text, String mapped) {
        assertThat(PartsText.map(text, (where, part) -> part)).isEqualTo(text);
        assertThat(PartsText.map(text, (where, part) -> part.toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(mapped);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            value = {
                "<p id=\"7\"><name>Jane &amp; Joe</name> <!-- by jane --></p> ~ <p id=\"7\"><name>JANE &amp;"
                        + " JOE</name> <!-- BY JANE --></p>",
                "<a:b c='jane'/>tail ~ <a:b c='JANE'/>TAIL",
                "<?xml version=\"1.0\"?><d><![CDATA[<jane>]]></d> ~ <?xml version=\"1.0\"?><d><![CDATA[<JANE>]]></d>",
                "<a>&#74;ane &lt;x&gt; &nope;</a> ~ <a>JANE &lt;X&gt; &amp;NOPE;</a>",
                "<a ~ <a",
                "<a b=\"c ~ <a b=\"C"
            })
    void mapsWhatStandsBetweenTags(String text, String mapped) {
        assertThat(XmlText.map(text, (where, part) -> part)).isEqualTo(text);
        assertThat(XmlText.map(text, (where, part) -> part.toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(mapped);
    }

    @Test
    void keepsWhateverItDoesNotChangeByteForByte() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 20_000; n++) {
            String text = random.ints(random.nextInt(14), 0, SIGNS.length)
                    .mapToObj(i -> SIGNS[i])
                    .collect(Collectors.joining());
            assertThat(PartsText.map(text, (where, part) -> part)).isEqualTo(text);
            assertThat(XmlText.map(text, (where, part) -> part)).isEqualTo(text);
        }
    }

    @Test
    void judgesAColumnByItsParts() {
        assertThat(classOf("c contact_t", "(%d,\"person%d@school.org\",x)")).isEqualTo(DataClass.EMAIL);
        assertThat(classOf("c _contact_t", "{\"(%d,(313) 736-50%02d)\"}")).isEqualTo(DataClass.PHONE);
        assertThat(classOf("c xml", "<r n=\"%d\"><m>person%d@school.org</m></r>"))
                .isEqualTo(DataClass.EMAIL);
        assertThat(classOf("c xml", "<r><email>%d</email></r>")).isEqualTo(DataClass.EMAIL);
        assertThat(classOf("c dimension_t", "(%d,2%d)")).isNull();
        assertThat(classOf("c int4range", "[%d,9%d)")).isNull();
    }

    @org.jspecify.annotations.Nullable
    private static DataClass classOf(String column, String format) {
        List<String> values =
                IntStream.range(10, 60).mapToObj(i -> format.formatted(i, i)).toList();
        var table = TestSchemas.table("a:public.thing", List.of(column), "");
        return new Classifier()
                .classify(table, TestSchemas.column(column), ColumnSample.of(values))
                .dataClass();
    }
}
