package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.transform.Generator;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Strategy;
import org.jspecify.annotations.Nullable;

/** What a value space is called when nobody named it: by what is made, else by the class, so that equal values meet everywhere. */
public final class DomainNames {

    private DomainNames() {}

    /** @param otherwise for what has neither generator nor class */
    public static String of(Strategy strategy, Params params, @Nullable DataClass dataClass, String otherwise) {
        String byClass = dataClass == null ? otherwise : dataClass.name();
        return switch (strategy.name()) {
            case "fake" -> generated(params, dataClass, otherwise);
            case "tokenize" -> "ssn".equals(params.values().get("format")) ? Generator.SSN.domain() : byClass;
            case "shift" ->
                params.values().containsKey("by") ? "person" : dataClass == null ? "dates" : dataClass.name();
            case "hash" -> byClass;
            default -> otherwise;
        };
    }

    private static String generated(Params params, @Nullable DataClass dataClass, String otherwise) {
        String wanted = params.values().get("generator");
        Generator generator = wanted == null ? null : Generator.named(wanted).orElse(null);
        if (generator == null && dataClass != null) {
            generator = Generator.of(dataClass);
        }
        return generator == null ? otherwise : generator.domain();
    }
}
