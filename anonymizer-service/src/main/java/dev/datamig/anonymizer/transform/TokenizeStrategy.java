package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.key.FormatPreserving;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.SsnFake;
import dev.datamig.anonymizer.persona.TokenFake;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The same format with other digits and letters: a permutation, reversible with the key. */
final class TokenizeStrategy implements Strategy {

    /** Digits of the largest long. Numbers of so many are permuted in blocks, as large as a permutation of numbers may be. */
    private static final int LONGEST = 19;

    private static final long BLOCK = 1L << 61;

    @Override
    public Definition definition() {
        return new Definition(
                "tokenize",
                "the same format with other digits and letters: injective, reversible with the key",
                List.of(
                        Parameter.choice("format", List.of("plain", "ssn"), "ssn: see the generator ssn"),
                        Parameter.choice("reserved", List.of("auto", "always"), "for format ssn"),
                        Parameter.whole("keepFirst", "characters at the beginning that stay"),
                        Parameter.whole("keepLast", "characters at the end that stay")));
    }

    @Override
    public Set<Promise> promises() {
        return Set.of(Promise.HIDES_ORDER, Promise.OTHER_KEY, Promise.KEEPS_APART, Promise.KEEPS_FORMAT);
    }

    @Override
    public List<String> problems(Target target, Params params) {
        return switch (target.shape()) {
            case TEXT, TEXT_ARRAY, NUMBER_ARRAY, ANY, WHOLE, DECIMAL, UUID -> List.of();
            default -> List.of("tokenize works on text, whole numbers, numeric, uuid and arrays of these");
        };
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        String domain = target.domain().name();
        FormatPreserving cipher = tools.key().cipher(domain);
        return switch (target.shape()) {
            case WHOLE ->
                (cell, row) -> cell instanceof Integer small
                        ? (Object) (int) number(cipher, small, most(target))
                        : (Object) number(cipher, ((Number) cell).longValue(), most(target));
            case DECIMAL -> Cells.text(target.column(), value -> decimal(cipher, value, most(target), true));
            case UUID -> Cells.text(target.column(), value -> uuid(cipher, value));
            case NUMBER_ARRAY -> Cells.text(target.column(), value -> element(target, cipher, value, true));
            default -> Cells.text(target.column(), asWritten(target, cipher, textual(target, params, tools), true));
        };
    }

    /** Texts in a domain of numbers or uuids: what is one is treated as one, everything else is kept apart from these. */
    private static UnaryOperator<String> asWritten(
            Target target, FormatPreserving cipher, UnaryOperator<String> textual, boolean forward) {
        Domain domain = target.domain();
        if (domain.largest() == 0 && !domain.uuids()) {
            return textual;
        }
        return value -> {
            if (domain.number(value)) {
                return String.valueOf(number(cipher, Long.parseLong(value), most(target), forward));
            }
            if (domain.uuid(value)) {
                return uuid(cipher, value, forward);
            }
            String token = textual.apply(value);
            while (domain.number(token) || domain.uuid(token)) {
                token = textual.apply(token);
            }
            return token;
        };
    }

    private static UnaryOperator<String> textual(Target target, Params params, Tools tools) {
        Domain domain = target.domain();
        if (params.is("format", "ssn")) {
            return new SsnFake(
                    tools.key(), domain.name(), domain.unique() && !params.is("reserved", "always"), domain.caseless());
        }
        return token(tools.key(), domain, params);
    }

    private static TokenFake token(MaskingKey key, Domain domain, Params params) {
        return new TokenFake(
                key, domain.name(), params.whole("keepFirst", 0), params.whole("keepLast", 0), domain.caseless());
    }

    /** Keeps the sign and the number of digits, so that what fits before fits after. */
    private static long number(FormatPreserving cipher, long value, long most) {
        return number(cipher, value, most, true);
    }

    private static long number(FormatPreserving cipher, long value, long most, boolean forward) {
        if (value == Long.MIN_VALUE) {
            return value;
        }
        long size = Math.abs(value);
        int digits = String.valueOf(size).length();
        // below zero there is no place for 0, which has no sign
        long low = digits > 1 ? power(digits - 1) : value < 0 ? 1 : 0;
        long high;
        if (digits < LONGEST) {
            high = power(digits) - 1;
        } else {
            low += (size - low) / BLOCK * BLOCK;
            high = low > Long.MAX_VALUE - BLOCK ? Long.MAX_VALUE : low + BLOCK - 1;
        }
        // what fits into the narrowest column stays among such numbers, what does not stays among others
        if (size > most) {
            low = Math.max(low, most + 1);
        }
        long top = size > most ? high : Math.min(high, most);
        long other = forward ? cipher.permute(size, low, top, "number") : cipher.restore(size, low, top, "number");
        return value < 0 ? -other : other;
    }

    private static long power(int exponent) {
        long out = 1;
        for (int i = 0; i < exponent; i++) {
            out *= 10;
        }
        return out;
    }

    /** References may be narrower than what they refer to: the narrowest column counts for all. */
    private static long most(Target target) {
        return target.domain().largest() > 0 ? target.domain().largest() : Domain.most(target.column());
    }

    private static String decimal(FormatPreserving cipher, String value, long most, boolean forward) {
        int dot = value.indexOf('.');
        String whole = dot < 0 ? value : value.substring(0, dot);
        String fraction = dot < 0 ? "" : value.substring(dot);
        if (!whole.matches("-?\\d+")) {
            return value;
        }
        return whole.length() - (whole.startsWith("-") ? 1 : 0) < LONGEST
                ? number(cipher, Long.parseLong(whole), most, forward) + fraction
                : digits(cipher, whole, forward) + fraction;
    }

    /** One of an array of numbers or uuids. */
    private static String element(Target target, FormatPreserving cipher, String value, boolean forward) {
        return target.domain().uuid(value)
                ? uuid(cipher, value, forward)
                : decimal(cipher, value, most(target), forward);
    }

    /** Walks on until the first digit is none that a number would drop. */
    private static String digits(FormatPreserving cipher, String whole, boolean forward) {
        String sign = whole.startsWith("-") ? "-" : "";
        byte[] symbols = new byte[whole.length() - sign.length()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (byte) (whole.charAt(sign.length() + i) - '0');
        }
        do {
            symbols = forward ? cipher.permute(symbols, 10, "decimal") : cipher.restore(symbols, 10, "decimal");
        } while (symbols[0] == 0);
        var out = new StringBuilder(sign);
        for (byte symbol : symbols) {
            out.append((char) ('0' + symbol));
        }
        return out.toString();
    }

    /** Version and variant digits (RFC 9562, section 4) stay. */
    private static String uuid(FormatPreserving cipher, String value) {
        return uuid(cipher, value, true);
    }

    private static String uuid(FormatPreserving cipher, String value, boolean forward) {
        String hex = value.replace("-", "");
        if (hex.length() != 32) {
            return value;
        }
        var symbols = new byte[30];
        int next = 0;
        for (int i = 0; i < 32; i++) {
            if (i != 12 && i != 16) {
                symbols[next++] = (byte) Character.digit(hex.charAt(i), 16);
            }
        }
        String tweak = "uuid" + hex.charAt(12) + hex.charAt(16);
        byte[] fake = forward ? cipher.permute(symbols, 16, tweak) : cipher.restore(symbols, 16, tweak);
        var out = new StringBuilder(36);
        next = 0;
        for (int i = 0; i < 32; i++) {
            if (i == 8 || i == 12 || i == 16 || i == 20) {
                out.append('-');
            }
            out.append(i == 12 || i == 16 ? hex.charAt(i) : Character.forDigit(fake[next++], 16));
        }
        return out.toString();
    }

    /** The original of a token; null where tokens of the column cannot be turned back. */
    static @Nullable UnaryOperator<String> back(Target target, Params params, MaskingKey key) {
        FormatPreserving cipher = key.cipher(target.domain().name());
        return switch (target.shape()) {
            case WHOLE ->
                token -> token.matches("-?\\d{1,19}") && new BigInteger(token).bitLength() < Long.SIZE
                        ? String.valueOf(number(cipher, Long.parseLong(token), most(target), false))
                        : token;
            case DECIMAL -> token -> decimal(cipher, token, most(target), false);
            case UUID -> token -> uuid(cipher, token, false);
            case NUMBER_ARRAY -> token -> element(target, cipher, token, false);
            case TEXT, TEXT_ARRAY, ANY -> {
                UnaryOperator<String> textual = textualBack(target, params, key);
                yield textual == null ? null : asWritten(target, cipher, textual, false);
            }
            default -> null;
        };
    }

    private static @Nullable UnaryOperator<String> textualBack(Target target, Params params, MaskingKey key) {
        Domain domain = target.domain();
        if (!params.is("format", "ssn")) {
            return token(key, domain, params)::restore;
        }
        return domain.unique() && !params.is("reserved", "always")
                ? new SsnFake(key, domain.name(), true, domain.caseless())::restore
                : null;
    }

    /** A number column's values may stand for other things elsewhere. */
    @Override
    public Proof proof(Target target, Params params) {
        return switch (target.shape()) {
            case WHOLE, DECIMAL, NUMBER_ARRAY -> Proof.CELL;
            default -> Proof.VALUE;
        };
    }

    @Override
    public Optional<Several> several(Target target, Params params) {
        return Optional.of(Several.codes(target.domain()));
    }

    @Override
    public boolean permutes(Target target, Params params) {
        return injective(target, params)
                && (!params.is("format", "ssn") || target.domain().unique());
    }

    @Override
    public boolean injective(Target target, Params params) {
        return !params.is("reserved", "always") || !params.is("format", "ssn");
    }
}
