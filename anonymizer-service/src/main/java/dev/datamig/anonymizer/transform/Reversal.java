package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.EmailFake;
import dev.datamig.anonymizer.persona.PersonNames;
import dev.datamig.anonymizer.persona.UserNameFake;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns fakes back into originals, for whoever holds the masking key: tokens, and the e-mail addresses and user names that carry the whole original.
 * Not for several threads.
 */
public final class Reversal {

    private final Function<String, Optional<String>> back;

    private Reversal(Function<String, Optional<String>> back) {
        this.back = back;
    }

    /** Empty where a strategy's fakes cannot be turned back. @param strategy its name */
    public static Optional<Reversal> of(Target target, String strategy, Params params, MaskingKey key) {
        return switch (strategy) {
            case "tokenize" ->
                Optional.ofNullable(TokenizeStrategy.back(target, params, key))
                        .map(function -> new Reversal(token -> token(function, token)));
            case "fake" -> Optional.ofNullable(fake(target, params, key)).map(Reversal::new);
            default -> Optional.empty();
        };
    }

    /** The original; empty for what no fake of this key looks like. */
    public Optional<String> original(String fake) {
        return back.apply(fake);
    }

    /** Tokens have letters from A to Z alone. */
    private static Optional<String> token(UnaryOperator<String> function, String token) {
        boolean foreign = token.chars().anyMatch(c -> c > 127 && Character.isLetter(c));
        return foreign ? Optional.empty() : Optional.of(function.apply(token));
    }

    private static @Nullable Function<String, Optional<String>> fake(Target target, Params params, MaskingKey key) {
        Generator generator = FakeStrategy.generator(target, params);
        if (generator != Generator.EMAIL && generator != Generator.USER_NAME) {
            return null;
        }
        var names = new PersonNames(key);
        String host = params.text("host").orElse(null);
        if (generator == Generator.EMAIL) {
            return new EmailFake(key, target.domain().name(), names, 0, host)::original;
        }
        var emails = new EmailFake(key, Generator.EMAIL.domain(), names, 0);
        var logins = new UserNameFake(key, target.domain().name(), names, emails, 0);
        return fake -> fake.indexOf('@') > 0 ? emails.original(fake) : logins.original(fake);
    }
}
