package dev.datamig.contracts.landscape;

import java.util.List;
import java.util.Map;

/**
 * How a store's target is loaded, beyond what a run orders.
 *
 * @param settings custom settings ({@code app.loading}) of the loading transaction, which a target's own triggers can look at
 * @param tables by name, as SQL writes it; for graphs the labels joined by {@code &}
 * @param json keys inside JSON columns
 */
public record LoadRules(Map<String, String> settings, Map<String, TableRule> tables, List<JsonReference> json) {

    /** As the run says. */
    public static final LoadRules NONE = new LoadRules(Map.of(), Map.of(), List.of());
}
