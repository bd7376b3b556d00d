package dev.datamig.loader.flow;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.Leaving;
import dev.datamig.loader.target.Strangers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Finds rows of testers in other stores that refer to rows of a run by the landscape's references across stores. */
public final class OtherStores {

    /** Values of one end that are kept in memory. */
    private static final int FEW = 10_000;

    private static final Logger LOG = Logger.getLogger(OtherStores.class);

    private final List<ReferenceRule> references;
    private final Targets targets;

    /** @param references across stores */
    public OtherStores(List<ReferenceRule> references, Targets targets) {
        this.references = references;
        this.targets = targets;
    }

    /** Looks at the others while a run leaves a store; to be closed. Nothing is opened before the first values are asked for or named. */
    Look look(RunId run, String store) {
        return new Look(
                run,
                references.stream()
                        .filter(r -> r.to().store().equals(store)
                                && !r.from().store().equals(store))
                        .collect(Collectors.groupingBy(ReferenceRule::to, LinkedHashMap::new, Collectors.toList())));
    }

    /**
     * One session for each other store, whatever the number of references. A store that cannot be reached is left out, so that the
     * compensation of a run does not hang on a store that is down.
     */
    final class Look implements Leaving, AutoCloseable {

        private final RunId run;
        private final Map<ReferenceEnd, List<ReferenceRule>> rules;
        private final Map<String, Strangers> open = new HashMap<>();
        private final Set<String> away = new HashSet<>();
        private final Map<String, Long> built = new LinkedHashMap<>();
        private final Map<ReferenceEnd, Optional<Set<List<String>>>> wanted = new HashMap<>();
        private boolean named;

        private Look(RunId run, Map<ReferenceEnd, List<ReferenceRule>> rules) {
            this.run = run;
            this.rules = rules;
        }

        @Override
        public Set<ReferenceEnd> ends() {
            return rules.keySet();
        }

        @Override
        public Optional<Set<List<String>>> wanted(ReferenceEnd end) {
            return wanted.computeIfAbsent(end, this::referred);
        }

        private Optional<Set<List<String>>> referred(ReferenceEnd end) {
            Set<List<String>> all = new HashSet<>();
            for (ReferenceRule rule : of(end)) {
                Optional<Optional<Set<List<String>>>> answer =
                        at(rule.from().store(), strangers -> strangers.referred(rule, FEW));
                if (answer.isPresent()) {
                    answer.get().ifPresent(all::addAll);
                    if (answer.get().isEmpty() || all.size() > FEW) {
                        return Optional.empty();
                    }
                }
            }
            return Optional.of(all);
        }

        @Override
        public void values(ReferenceEnd end, List<List<String>> some) {
            named = true;
            stores(end)
                    .forEach(store -> at(store, strangers -> {
                        strangers.leaving(some);
                        return true;
                    }));
        }

        @Override
        public void told(ReferenceEnd end) {
            for (ReferenceRule rule : of(end)) {
                String store = rule.from().store();
                long count = named && open.containsKey(store)
                        ? at(store, strangers -> strangers.count(rule)).orElse(0L)
                        : 0;
                if (count > 0) {
                    built.merge(store + ":" + rule.from().table(), count, Math::max);
                }
            }
            stores(end).stream()
                    .filter(open::containsKey)
                    .forEach(store -> at(store, strangers -> {
                        strangers.forget();
                        return true;
                    }));
            named = false;
        }

        private List<ReferenceRule> of(ReferenceEnd end) {
            return rules.getOrDefault(end, List.of());
        }

        private List<String> stores(ReferenceEnd end) {
            return of(end).stream().map(r -> r.from().store()).distinct().toList();
        }

        private <T> Optional<T> at(String store, Question<T> question) {
            if (away.contains(store)) {
                return Optional.empty();
            }
            try {
                return Optional.of(question.ask(
                        open.computeIfAbsent(store, name -> targets.of(name).strangers(run))));
            } catch (LoadException e) {
                LOG.warnf("undo of %s: store %s was not looked at: %s", run, store, e.getMessage());
                away.add(store);
                return Optional.empty();
            }
        }

        /** Ends the look: while rows go, nothing is held open elsewhere. */
        @Override
        public Optional<LoadException> refusal() {
            close();
            if (built.isEmpty()) {
                return Optional.empty();
            }
            List<String> each = new ArrayList<>();
            built.forEach((table, count) -> each.add(count + " rows of " + table));
            return Optional.of(LoadException.of(
                    LoaderCode.UNDO_REFUSED, "built on them in other stores: " + String.join(", ", each)));
        }

        @Override
        public void close() {
            open.forEach((store, strangers) -> {
                try {
                    strangers.close();
                } catch (LoadException e) {
                    LOG.warnf("undo of %s: the look at store %s did not end well: %s", run, store, e.getMessage());
                }
            });
            open.clear();
        }
    }

    /** What is asked of another store. */
    private interface Question<T> {
        T ask(Strangers strangers);
    }
}
