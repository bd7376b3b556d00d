package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReversalTest {

    private static final MaskingKey KEY = new MaskingKey(new byte[32]);
    private static final TableSchema TABLE = TestSchemas.table(
            "a:public.t", List.of("t text", "n bigint", "i int", "u uuid", "d numeric", "a text[]"), "");
    private static final String ALPHABET = "abcXYZ0123456789-/. ;";

    private static Target target(int column, DataClass dataClass, boolean unique) {
        ColumnSchema schema = TABLE.columns().get(column);
        return new Target(TABLE, schema, dataClass, new Domain("x", unique, 0), unique);
    }

    /** Masks and turns back. */
    private static void comesBack(Target target, String strategy, Map<String, String> values, Object cell) {
        var params = new Params(values);
        Strategy named = Strategies.named(strategy).orElseThrow();
        Mask single = named.mask(target, params, Tools.of(KEY, new Tools.Texts() {
            @Override
            public Tools.Rewriter text(Target any, boolean allDates) {
                return (text, row) -> text;
            }

            @Override
            public Tools.Rewriter sweep(Target target, boolean allNumbers, Tools.SweptNames names) {
                return (text, row) -> text;
            }

            @Override
            public Tools.Rewriter json(Target any, boolean allDates) {
                return (text, row) -> text;
            }

            @Override
            public Tools.Rewriter composite(Target any, boolean allDates) {
                return (text, row) -> text;
            }
        }));
        Mask mask = Several.of(named, target, params)
                .map(several -> several.around(single, target.column(), named.permutes(target, params)))
                .orElse(single);
        Object fake = mask.mask(cell, Masks.row());
        Reversal reversal = Reversal.of(target, strategy, params, KEY).orElseThrow();
        assertThat(reversal.original(text(fake))).contains(text(cell));
        if (text(cell).chars().filter(Character::isLetterOrDigit).count() > 8) {
            var other = new MaskingKey("another key of thirty-two bytes!".getBytes(StandardCharsets.US_ASCII));
            assertThat(Reversal.of(target, strategy, params, other)
                            .orElseThrow()
                            .original(text(fake)))
                    .isNotEqualTo(java.util.Optional.of(text(cell)));
        }
    }

    private static String text(Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : cell.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyTokenOfRandomDigitsAndLettersComesBackUnderItsKeyAlone() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(25); length >= 0; length--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            comesBack(target(0, null, false), "tokenize", Map.of(), utf8(text.toString()));
            comesBack(
                    target(0, null, false),
                    "tokenize",
                    Map.of("keepFirst", "2", "keepLast", "1"),
                    utf8(text.toString()));
            comesBack(target(1, null, true), "tokenize", Map.of(), random.nextLong() >> random.nextInt(63));
            comesBack(target(2, null, true), "tokenize", Map.of(), random.nextInt() >> random.nextInt(31));
            comesBack(
                    target(3, null, true),
                    "tokenize",
                    Map.of(),
                    utf8(new java.util.UUID(random.nextLong(), random.nextLong()).toString()));
            comesBack(
                    target(4, null, true),
                    "tokenize",
                    Map.of(),
                    utf8(new BigInteger(1 + random.nextInt(90), random).negate() + ".50"));
            String ssn = "%03d-%02d-%04d"
                    .formatted(1 + random.nextInt(665), 1 + random.nextInt(99), 1 + random.nextInt(9999));
            comesBack(target(0, null, true), "tokenize", Map.of("format", "ssn"), utf8(ssn));
            comesBack(
                    target(0, null, true), "tokenize", Map.of("format", "ssn"), utf8("QQ " + ssn.substring(4) + " C"));
        }
    }

    @Test
    void elementsOfArraysAndNumbersKeptAsTextComeBackOneByOne() {
        String masked = text(Strategies.named("tokenize")
                .orElseThrow()
                .mask(target(5, null, false), Params.NONE, Tools.of(KEY, Masks.NoTexts.INSTANCE))
                .mask(utf8("{AB-1234}"), Masks.row()));
        assertThat(Reversal.of(target(5, null, false), "tokenize", Params.NONE, KEY)
                        .orElseThrow()
                        .original(masked.substring(1, masked.length() - 1)))
                .contains("AB-1234");

        Domain numbers = new Domain("x", true, 0).with(TABLE.columns().get(2));
        var asText = new Target(TABLE, TABLE.columns().getFirst(), null, numbers, true);
        for (String number :
                List.of("4711", "0012", "-5", "98765432101", "S-1", "7;8", "07;8", "4711, 0012", "1;2;x")) {
            comesBack(asText, "tokenize", Map.of(), utf8(number));
        }
    }

    @Test
    void addressesAndUserNamesComeBackWhereTheRuleSaysSo() {
        Map<String, String> yes = Map.of("reversible", "yes");
        comesBack(target(0, DataClass.EMAIL, true), "fake", yes, utf8("Jane.Doe@district.k12.ca.us"));
        comesBack(
                target(0, DataClass.EMAIL, true),
                "fake",
                Map.of("reversible", "yes", "host", "school.test"),
                utf8("j@d.org"));
        comesBack(target(0, DataClass.USER_NAME, true), "fake", yes, utf8("vanderquillhav.t2.1004"));
    }

    @Test
    void listsComeBackOneByOne() {
        Map<String, String> yes = Map.of("reversible", "yes");
        comesBack(target(0, DataClass.EMAIL, true), "fake", yes, utf8("Jane.Doe@x.org; <bo@y.org>"));
        comesBack(target(0, DataClass.USER_NAME, true), "fake", yes, utf8("jdoe, bo2.t"));
        comesBack(target(0, null, true), "tokenize", Map.of(), utf8("S-10023|S-10024"));
        Target addresses = target(0, DataClass.EMAIL, true);
        assertThat(Reversal.of(addresses, "fake", new Params(yes), KEY)
                        .orElseThrow()
                        .original("real.person@district.org, other@district.org"))
                .isEmpty();
    }

    @Test
    void saysWhatCannotBeTurnedBackOrIsNoFake() {
        assertThat(Reversal.of(target(0, DataClass.GIVEN_NAME, false), "fake", Params.NONE, KEY))
                .isEmpty();
        assertThat(Reversal.of(target(0, null, false), "hash", Params.NONE, KEY))
                .isEmpty();
        assertThat(Reversal.of(target(0, null, false), "tokenize", new Params(Map.of("format", "ssn")), KEY))
                .isEmpty();
        assertThat(Reversal.of(target(0, DataClass.EMAIL, true), "fake", Params.NONE, KEY))
                .isEmpty();
        assertThat(Reversal.of(target(0, DataClass.EMAIL, true), "fake", new Params(Map.of("reversible", "yes")), KEY)
                        .orElseThrow()
                        .original("real.person@district.org"))
                .isEmpty();
        assertThat(Reversal.of(target(0, null, false), "tokenize", Params.NONE, KEY)
                        .orElseThrow()
                        .original("Bjørn"))
                .isEmpty();
    }
}
