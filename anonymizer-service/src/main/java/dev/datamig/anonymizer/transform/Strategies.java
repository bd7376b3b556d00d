package dev.datamig.anonymizer.transform;

import java.util.List;
import java.util.Optional;

/** All strategies. */
public final class Strategies {

    public static final Strategy KEEP = new KeepStrategy();
    public static final Strategy NULLIFY = new NullifyStrategy();
    public static final Strategy REDACT = new RedactStrategy();

    public static final Strategy SWEEP = new SweepStrategy();

    public static final List<Strategy> ALL = List.of(
            new HashStrategy(),
            new FakeStrategy(),
            new TokenizeStrategy(),
            new ShiftStrategy(),
            new GeneralizeStrategy(),
            new NoiseStrategy(),
            REDACT,
            SWEEP,
            NULLIFY,
            new ConstantStrategy(),
            KEEP);

    private Strategies() {}

    /** Of a document that is kept but for what rules for its paths claim. */
    public static Mask keptButPaths(Target target, Tools tools) {
        return Cells.text(target.column(), tools.texts().keptJson(target));
    }

    public static Optional<Strategy> named(String name) {
        return ALL.stream().filter(strategy -> strategy.name().equals(name)).findFirst();
    }
}
