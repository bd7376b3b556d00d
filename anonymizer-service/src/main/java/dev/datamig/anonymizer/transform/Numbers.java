package dev.datamig.anonymizer.transform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;

/** PostgreSQL's {@code numeric} in its text form; the scale stays, {@code NaN} and the infinities too. */
final class Numbers {

    private Numbers() {}

    static byte[] map(byte[] cell, UnaryOperator<BigDecimal> function) {
        String text = Cells.text(cell);
        try {
            var value = new BigDecimal(text);
            return Cells.utf8(function.apply(value)
                    .setScale(Math.max(0, value.scale()), RoundingMode.HALF_EVEN)
                    .toPlainString());
        } catch (NumberFormatException e) {
            return cell;
        }
    }
}
