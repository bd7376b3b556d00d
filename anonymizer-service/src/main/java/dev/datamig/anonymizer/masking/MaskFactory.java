package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.constraint.ColumnCheck;
import dev.datamig.anonymizer.constraint.RowCheck;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.Lexicon;
import dev.datamig.anonymizer.persona.PersonNames;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.Constraints;
import dev.datamig.anonymizer.policy.DomainNames;
import dev.datamig.anonymizer.policy.Rule;
import dev.datamig.anonymizer.policy.RulesFile;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.redact.CompositeRedactor;
import dev.datamig.anonymizer.redact.Fakes;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.anonymizer.redact.RowNames;
import dev.datamig.anonymizer.redact.Sweeper;
import dev.datamig.anonymizer.redact.TextRedactor;
import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.anonymizer.transform.FakeStrategy;
import dev.datamig.anonymizer.transform.Fit;
import dev.datamig.anonymizer.transform.Fitted;
import dev.datamig.anonymizer.transform.Generator;
import dev.datamig.anonymizer.transform.Mask;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.Several;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Strategy;
import dev.datamig.anonymizer.transform.SweepStrategy;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.anonymizer.transform.Tools;
import dev.datamig.anonymizer.transform.Tools.Rewriter;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the masks of one batch from the run's plan, the key and the names known so far. Not for several threads. */
public final class MaskFactory {

    private final RunPlan run;
    private final TablePlan table;
    private final KnownNames known;
    private final Tools tools;
    private final MaskingKey key;
    private final PersonNames names;
    private @Nullable Fakes fakes;

    public MaskFactory(RunPlan run, TablePlan table, MaskingKey key, KnownNames known) {
        this.run = run;
        this.table = table;
        this.known = known;
        this.key = key;
        this.names = new PersonNames(
                key,
                NameWords.admitted(
                        run.constraints().of(Generator.GIVEN_NAME.domain()),
                        Lexicon.GIVEN_FEMALE,
                        Lexicon.GIVEN_MALE,
                        Lexicon.GIVEN_NEUTRAL),
                NameWords.admitted(run.constraints().of(Generator.FAMILY_NAME.domain()), Lexicon.FAMILY));
        this.tools = new Tools(key, names, addresses(), new Redactors());
    }

    private UnaryOperator<String> addresses() {
        Domain domain = run.domain(Generator.EMAIL.domain());
        UnaryOperator<String> email = FakeStrategy.email(key, names, domain, ofAddresses(run));
        List<ColumnCheck> checks = run.constraints().of(domain.name());
        if (checks.isEmpty()) {
            return email;
        }
        Target leaf = leaf(DataClass.EMAIL);
        var target = new Target(leaf.table(), leaf.column(), DataClass.EMAIL, domain, domain.unique());
        return Fitted.text(new Fit(target, new FakeStrategy(), false, key, checks), email);
    }

    /** How the rules want e-mail addresses wherever they stand. */
    private static Params ofAddresses(RunPlan run) {
        return run.rules()
                .forClass(DataClass.EMAIL, rule -> rule.strategy() instanceof FakeStrategy)
                .map(Rule::params)
                .orElse(Params.NONE);
    }

    /** The mask of a column of the table. */
    public Mask of(ColumnPlan column) {
        return column.keptButPaths()
                ? Strategies.keptButPaths(column.target(), tools)
                : mask(column.strategy(), column.target(), column.params());
    }

    /** What is done about conditions on rows of the table; absent where there are none. */
    public @Nullable RowFit rows() {
        List<RowCheck> checks = run.constraints().of(table.table().id());
        return checks.isEmpty()
                ? null
                : new RowFit(table, checks, run.constraints().now(), this::misfits);
    }

    private RowFit.Misfits misfits(ColumnPlan column) {
        Target target = column.target();
        return new RowFit.Misfits(
                fit(column.strategy(), target, column.params()),
                column.strategy().mask(target, column.params(), tools));
    }

    private Fit fit(Strategy strategy, Target target, Params params) {
        return new Fit(
                target,
                strategy,
                strategy.permutes(target, params),
                key,
                run.constraints().of(target.domain().name()));
    }

    private Mask mask(Strategy strategy, Target target, Params params) {
        Mask single = single(strategy, target, params);
        return Several.of(strategy, target, params)
                .map(several -> several.around(single, target.column(), strategy.permutes(target, params)))
                .orElse(single);
    }

    /** A strategy's mask, whose answers the columns of the value space take. */
    private Mask single(Strategy strategy, Target target, Params params) {
        Mask mask = strategy.mask(target, params, tools);
        boolean free = run.constraints().of(target.domain().name()).isEmpty()
                || Constraints.sameForAll(strategy)
                || strategy.name().equals("keep");
        return free || !Fitted.severalValues(target) && !Constraints.varies(target)
                ? mask
                : Fitted.of(mask, target, own -> fit(strategy, own, params), own -> strategy.mask(own, params, tools));
    }

    /** Made only for tables with text or JSON: there are many of them. */
    private Fakes fakes() {
        Fakes made = fakes;
        if (made == null) {
            made = new Fakes(key, names, this::inside);
            fakes = made;
        }
        return made;
    }

    /** What replaces a value of a class inside text; empty for classes that are no single values, and where the rules keep it. */
    private Optional<Rewriter> inside(DataClass dataClass) {
        boolean several = dataClass == DataClass.FREE_TEXT
                || dataClass == DataClass.JSON
                || dataClass == DataClass.COMPOSITE
                || dataClass == DataClass.SEARCH_VECTOR;
        if (several) {
            return Optional.empty();
        }
        Target target = leaf(dataClass);
        Optional<Rule> rule = run.rules()
                .forClass(
                        dataClass,
                        candidate -> candidate
                                .strategy()
                                .problems(target, candidate.params())
                                .isEmpty());
        return rule.isPresent()
                ? rewriter(dataClass, rule.get(), target)
                : ofColumns(dataClass, target).or(() -> shipped(dataClass, target));
    }

    private Optional<Rewriter> rewriter(DataClass dataClass, Rule rule, Target target) {
        return switch (rule.strategy().name()) {
            case "keep", "redact", "sweep" -> Optional.empty();
            case "nullify" -> Optional.of((value, row) -> "");
            default -> Optional.of(text(mask(rule.strategy(), domain(dataClass, rule, target), rule.params())));
        };
    }

    /** A rules file that knows columns only by name: inside text, as the first column of the class that is masked by value. */
    private Optional<Rewriter> ofColumns(DataClass dataClass, Target leaf) {
        return run.columns(dataClass).stream()
                .filter(column -> !column.untouched()
                        && !Constraints.sameForAll(column.strategy())
                        && column.strategy().byValue(column.target(), column.params())
                        && column.strategy().problems(leaf, column.params()).isEmpty())
                .findFirst()
                .map(column -> {
                    Domain domain = run.domain(column.target().domain().name());
                    var target = new Target(leaf.table(), leaf.column(), dataClass, domain, false);
                    return text(mask(column.strategy(), target, column.params()));
                });
    }

    /** What no rule speaks of is replaced inside text as the shipped rules would. */
    private Optional<Rewriter> shipped(DataClass dataClass, Target leaf) {
        return RulesFile.k12()
                .forClass(
                        dataClass,
                        rule -> rule.strategy().problems(leaf, rule.params()).isEmpty())
                .flatMap(rule -> rewriter(dataClass, rule, leaf));
    }

    private Target domain(DataClass dataClass, Rule rule, Target leaf) {
        String name = rule.domain() == null
                ? DomainNames.of(rule.strategy(), rule.params(), dataClass, dataClass.name())
                : rule.domain();
        return new Target(leaf.table(), leaf.column(), dataClass, run.domain(name), false);
    }

    private Target leaf(DataClass dataClass) {
        var column =
                new ColumnSchema("value", "text", "text", Physical.TEXT, true, false, false, null, List.of(), null);
        return new Target(table.table(), column, dataClass, new Domain(dataClass.name(), false, 0), false);
    }

    /** Whether values of a class are replaced where they stand inside texts. */
    boolean replacesInside(DataClass dataClass) {
        return inside(dataClass).isPresent();
    }

    private static Rewriter text(Mask mask) {
        return (value, row) -> {
            Object fake = mask.mask(value.getBytes(StandardCharsets.UTF_8), row);
            return fake instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
        };
    }

    private RowNames rowNames() {
        return new RowNames(
                columnsOf(Set.of(DataClass.GIVEN_NAME)),
                columnsOf(Set.of(DataClass.MIDDLE_NAME, DataClass.FAMILY_NAME)),
                columnsOf(Set.of(DataClass.FULL_NAME)));
    }

    private List<String> columnsOf(Set<DataClass> classes) {
        return table.columns().stream()
                .filter(column -> column.found().dataClass() != null
                        && classes.contains(column.found().dataClass())
                        && !column.untouched())
                .map(ColumnPlan::column)
                .toList();
    }

    /** Redactors for the strategies. */
    private final class Redactors implements Tools.Texts {

        @Override
        public Rewriter text(Target target, boolean allDates) {
            return redactor(allDates);
        }

        @Override
        public Rewriter sweep(Target target, boolean allNumbers, Tools.SweptNames names) {
            return new Rewriter() {
                private @Nullable Rewriter made;

                /** Not before it is needed: fakes of places ask for a sweep themselves. */
                @Override
                public String rewrite(String text, Row row) {
                    Rewriter sweeper = made;
                    if (sweeper == null) {
                        sweeper =
                                new Sweeper(known, new TextRedactor(known, fakes(), RowNames.NONE), allNumbers, names);
                        made = sweeper;
                    }
                    return sweeper.rewrite(text, row);
                }

                @Override
                public String rewriteKey(String key, Row row) {
                    return rewrite(key, row);
                }
            };
        }

        private TextRedactor redactor(boolean allDates) {
            return new TextRedactor(known, fakes(), rowNames(), allDates);
        }

        @Override
        public Rewriter json(Target target, boolean allDates) {
            return new InnerMasks(table, fakes()).json(target, redactor(allDates), this::inside, null);
        }

        @Override
        public Rewriter sweptJson(
                Target target, boolean allNumbers, Tools.SweptNames names, UnaryOperator<Rewriter> leaf) {
            return new InnerMasks(table, fakes())
                    .json(target, redactor(false), this::inside, leaf.apply(sweep(target, allNumbers, names)));
        }

        @Override
        public Rewriter keptJson(Target target) {
            return new InnerMasks(table, fakes()).json(target, redactor(false), this::inside, (value, row) -> value);
        }

        @Override
        public Rewriter composite(Target target, boolean allDates) {
            return new InnerMasks(table, fakes()).composite(target, redactor(allDates), this::field);
        }

        /** What no cell can be made of is emptied. */
        private CompositeRedactor.FieldRewriter field(ColumnPlan.PathPlan path) {
            if (path.strategy() == Strategies.KEEP) {
                return (value, row) -> value;
            }
            Mask mask = mask(path.strategy(), path.target(), path.params());
            Physical physical = path.target().column().physical();
            return (value, row) -> {
                Object cell = FieldCell.of(physical, value);
                Object fake = cell == null ? null : mask.mask(cell, row);
                return fake == null ? null : FieldCell.text(physical, fake);
            };
        }

        private Rewriter inside(ColumnPlan.PathPlan path) {
            return path.strategy() == Strategies.SWEEP
                    ? sweep(path.target(), path.params().is("numbers", "all"), SweepStrategy.names(path.params()))
                    : path.strategy() == Strategies.REDACT
                            ? redactor(path.params().is("dates", "all"))
                            : MaskFactory.text(mask(path.strategy(), path.target(), path.params()));
        }
    }
}
