package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.function.UnaryOperator;

/** Invented companies: {@code Larch & Holt Services}. */
public final class CompanyFake implements UnaryOperator<String> {

    private static final String[] KINDS = {
        "Services", "Partners", "Group", "Supply", "Works", "Associates", "Labs", "Trading"
    };

    private final Prf prf;

    public CompanyFake(MaskingKey key, String domain) {
        this.prf = key.prf(domain);
    }

    @Override
    public String apply(String original) {
        String value = original.strip();
        return Lexicon.STREETS.get(prf.index("one/" + value, Lexicon.STREETS.size())) + " & "
                + Lexicon.FAMILY.get(prf.index("two/" + value, Lexicon.FAMILY.size())) + " "
                + KINDS[prf.index("kind/" + value, KINDS.length)];
    }
}
