package dev.datamig.loader.postgres;

import java.math.BigDecimal;

/**
 * Floating-point numbers in the text form that PostgreSQL gives them: the shortest digits that mean the number, in plain notation
 * where the exponent is small (PostgreSQL documentation, 8.1.3, {@code extra_float_digits} 1). Java finds the same digits, but
 * for the very smallest numbers.
 */
final class PgFloat {

    private static final int DOUBLE_PLAIN = 15;
    private static final int FLOAT_PLAIN = 6;
    private static final int SMALLEST_PLAIN = -4;

    private PgFloat() {}

    static String text(double value) {
        return text(value, Double.toString(value), DOUBLE_PLAIN);
    }

    static String text(float value) {
        return text(value, Float.toString(value), FLOAT_PLAIN);
    }

    private static String text(double value, String java, int plain) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return java;
        }
        if (value == 0) {
            return java.startsWith("-") ? "-0" : "0";
        }
        BigDecimal number = new BigDecimal(java).stripTrailingZeros();
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= SMALLEST_PLAIN && exponent < plain) {
            return number.toPlainString();
        }
        String digits = number.unscaledValue().abs().toString();
        var text = new StringBuilder(value < 0 ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append(exponent < 0 ? "e-" : "e+");
        int size = Math.abs(exponent);
        return text.append(size < 10 ? "0" : "").append(size).toString();
    }
}
