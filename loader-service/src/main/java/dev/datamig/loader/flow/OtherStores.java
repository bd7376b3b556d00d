package dev.datamig.loader.flow;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Finds rows of testers in other stores that refer to rows of a run by the landscape's references across stores. */
public final class OtherStores {

    private static final Logger LOG = Logger.getLogger(OtherStores.class);

    private final List<ReferenceRule> references;
    private final Targets targets;

    /** @param references across stores */
    public OtherStores(List<ReferenceRule> references, Targets targets) {
        this.references = references;
        this.targets = targets;
    }

    /**
     * A store that cannot be reached is left out, so that the compensation of a run does not hang on a store that is down.
     *
     * @throws LoadException {@code LOD-015}
     */
    void requireUnused(RunId run, String store, Target target) {
        Map<String, Long> built = new LinkedHashMap<>();
        Map<ReferenceEnd, List<ReferenceRule>> byEnd = references.stream()
                .filter(r -> r.to().store().equals(store) && !r.from().store().equals(store))
                .collect(Collectors.groupingBy(ReferenceRule::to, LinkedHashMap::new, Collectors.toList()));
        // one end at a time: the values of a large district are many
        byEnd.forEach((end, rules) -> {
            List<List<String>> leaving = target.referenced(run, end);
            for (ReferenceRule rule : leaving.isEmpty() ? List.<ReferenceRule>of() : rules) {
                long count = strangers(run, rule, leaving).orElse(0L);
                if (count > 0) {
                    built.merge(rule.from().store() + ":" + rule.from().table(), count, Math::max);
                }
            }
        });
        if (!built.isEmpty()) {
            List<String> each = new ArrayList<>();
            built.forEach((table, count) -> each.add(count + " rows of " + table));
            throw LoadException.of(
                    LoaderCode.UNDO_REFUSED, "built on them in other stores: " + String.join(", ", each));
        }
    }

    private Optional<Long> strangers(RunId run, ReferenceRule reference, List<List<String>> values) {
        String other = reference.from().store();
        try {
            return Optional.of(targets.of(other).strangers(run, reference, values));
        } catch (LoadException e) {
            LOG.warnf("undo of %s: store %s was not looked at: %s", run, other, e.getMessage());
            return Optional.empty();
        }
    }
}
