package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.FormatPreserving;
import dev.datamig.anonymizer.key.MaskingKey;
import java.util.function.UnaryOperator;

/**
 * Card numbers: same length and punctuation, a valid Luhn digit, and a first digit 9 (ISO/IEC 7812-1: for national use, no card
 * scheme has it). The digits between are a permutation, so cards of one first digit stay apart.
 */
public final class CardFake implements UnaryOperator<String> {

    private final FormatPreserving cipher;
    private final UnaryOperator<String> otherLengths;

    public CardFake(MaskingKey key, String domain) {
        this.cipher = key.cipher(domain);
        this.otherLengths = new TokenFake(key, domain, 0, 0);
    }

    @Override
    public String apply(String original) {
        String digits = Digit.of(original);
        if (digits.length() < 12) {
            return otherLengths.apply(original);
        }
        String inner = digits.substring(1, digits.length() - 1);
        String body = "9" + Digit.text(cipher.permute(Digit.symbols(inner), 10, "card/" + digits.charAt(0)));
        return Digit.into(original, body + Digit.luhn(body));
    }
}
