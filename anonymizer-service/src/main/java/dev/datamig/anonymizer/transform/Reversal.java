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
 * Turns fakes back into originals, for whoever holds the masking key: tokens, and e-mail addresses and user names whose rule says
 * {@code reversible: yes}, so that they carry the whole original.
 * Not for several threads.
 */
public final class Reversal {

    private final Function<String, Optional<String>> back;

    private Reversal(Function<String, Optional<String>> back) {
        this.back = back;
    }

    /** Empty where a strategy's fakes cannot be turned back. @param strategy its name */
    public static Optional<Reversal> of(Target target, String strategy, Params params, MaskingKey key) {
        Optional<Several> several = Strategies.named(strategy).flatMap(known -> Several.of(known, target, params));
        Optional<Function<String, Optional<String>>> single = single(target, strategy, params, key);
        return single.map(
                back -> new Reversal(several.map(lists -> lists.back(back)).orElse(back)));
    }

    private static Optional<Function<String, Optional<String>>> single(
            Target target, String strategy, Params params, MaskingKey key) {
        return switch (strategy) {
            case "tokenize" ->
                Optional.ofNullable(TokenizeStrategy.back(target, params, key))
                        .map(function -> FittedTokens.back(target, params, key, function))
                        .map(function -> token -> token(function, token));
            case "fake" -> Optional.ofNullable(fake(target, params, key));
            default -> Optional.empty();
        };
    }

    /** The original; empty for what no fake of this key looks like. */
    public Optional<String> original(String fake) {
        return back.apply(fake);
    }

    /** Tokens have letters from A to Z alone. */
    private static Optional<String> token(UnaryOperator<Optional<String>> function, String token) {
        boolean foreign = token.chars().anyMatch(c -> c > 127 && Character.isLetter(c));
        return foreign ? Optional.empty() : function.apply(Optional.of(token));
    }

    private static @Nullable Function<String, Optional<String>> fake(Target target, Params params, MaskingKey key) {
        Generator generator = FakeStrategy.generator(target, params);
        boolean whole = generator == Generator.EMAIL || generator == Generator.USER_NAME;
        if (!whole || !FakeStrategy.reversible(params)) {
            return null;
        }
        var names = new PersonNames(key);
        Domain widest = new Domain(target.domain().name(), true, 0);
        if (generator == Generator.EMAIL) {
            return FakeStrategy.email(key, names, widest, params)::original;
        }
        EmailFake emails = FakeStrategy.email(key, names, new Domain(Generator.EMAIL.domain(), true, 0), params);
        var logins = new UserNameFake(key, widest.name(), names, emails, 0, true, false);
        return fake -> fake.indexOf('@') > 0 ? emails.original(fake) : logins.original(fake);
    }
}
