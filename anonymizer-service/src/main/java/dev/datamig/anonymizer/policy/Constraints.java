package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.constraint.ColumnCheck;
import dev.datamig.anonymizer.constraint.Condition;
import dev.datamig.anonymizer.constraint.RowCheck;
import dev.datamig.anonymizer.constraint.SqlValue;
import dev.datamig.anonymizer.constraint.Values;
import dev.datamig.anonymizer.transform.Strategy;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.contracts.schema.CheckSchema;
import dev.datamig.contracts.schema.TableId;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that replacements have to meet: those on one column by value space, since a value has to become the same in all columns of
 * it; those on several columns by table.
 *
 * @param now what {@code now()} means in them: when the run was created, so that every instance takes it for the same
 */
public record Constraints(
        Map<String, List<ColumnCheck>> byDomain, Map<TableId, List<RowCheck>> byTable, LocalDateTime now) {

    private static final Set<String> SAME_FOR_ALL = Set.of("nullify", "constant");

    /** The conditions on a value space. */
    public List<ColumnCheck> of(String domain) {
        return byDomain.getOrDefault(domain, List.of());
    }

    /** The conditions on rows of a table. */
    public List<RowCheck> of(TableId table) {
        return byTable.getOrDefault(table, List.of());
    }

    /** Whether a strategy puts the same into every row. */
    public static boolean sameForAll(Strategy strategy) {
        return SAME_FOR_ALL.contains(strategy.name());
    }

    /** Whether other values can be looked for in a column: texts, numbers, dates. */
    public static boolean varies(Target target) {
        return switch (ColumnShape.of(target.column())) {
            case TEXT, DATE, TIMESTAMP, WHOLE, DECIMAL, FLOATING -> true;
            default -> false;
        };
    }

    /** Finds what concerns masked columns; notes what is not understood, and rules whose one value is refused. */
    static Constraints of(Collection<TablePlan> plans, LocalDateTime now, List<Gap> gaps, List<String> warnings) {
        var out = new Constraints(new HashMap<>(), new HashMap<>(), now);
        for (TablePlan plan : plans) {
            for (CheckSchema check : plan.table().checks()) {
                out.add(plan, check, gaps, warnings);
            }
        }
        return out;
    }

    private void add(TablePlan plan, CheckSchema check, List<Gap> gaps, List<String> warnings) {
        List<ColumnPlan> columns = plan.columns().stream()
                .filter(column -> check.columns().contains(column.column()))
                .toList();
        List<ColumnPlan> masked = columns.stream()
                .filter(column -> !column.untouched() && !column.swept())
                .toList();
        if (masked.isEmpty()) {
            return;
        }
        TableId table = plan.table().id();
        boolean seen = columns.size() == check.columns().size()
                && (columns.size() > 1 || varies(masked.getFirst().target()));
        Optional<Condition> condition = seen ? Condition.read(check.condition()) : Optional.empty();
        if (condition.isEmpty()) {
            warnings.add(table + ": the constraint " + check.name() + " on "
                    + masked.stream().map(ColumnPlan::column).collect(Collectors.joining(", "))
                    + " is not understood here; masked values are held against it by the target, batch by batch");
            return;
        }
        if (columns.size() > 1) {
            byTable.computeIfAbsent(table, id -> new ArrayList<>())
                    .add(new RowCheck(table, check.name(), check.columns(), condition.get()));
            return;
        }
        add(table, check, masked.getFirst(), condition.get(), gaps);
    }

    private void add(TableId table, CheckSchema check, ColumnPlan column, Condition condition, List<Gap> gaps) {
        if (sameForAll(column.strategy())) {
            if (Boolean.FALSE.equals(condition.holds(always(one(column))))) {
                gaps.add(new Gap(
                        Gap.Kind.UNFIT,
                        table + "(" + column.column() + ")",
                        "the constraint " + check.name() + " does not take what the rule puts there",
                        "Change rule '" + column.rule() + "'"));
            }
            return;
        }
        List<ColumnCheck> known =
                byDomain.computeIfAbsent(column.target().domain().name(), name -> new ArrayList<>());
        var own = new ColumnCheck(table, check.name(), column.target().column(), condition, now);
        if (known.stream().noneMatch(own::sameAs)) {
            known.add(own);
        }
    }

    private static @Nullable Object one(ColumnPlan column) {
        String value = column.params().values().get("value");
        return value == null || column.strategy().name().equals("nullify")
                ? null
                : SqlValue.written(column.target().column(), value);
    }

    private Values always(@Nullable Object value) {
        return new Values() {
            @Override
            public @Nullable Object column(String name) {
                return value;
            }

            @Override
            public LocalDateTime now() {
                return now;
            }
        };
    }
}
