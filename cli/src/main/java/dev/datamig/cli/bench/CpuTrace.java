package dev.datamig.cli.bench;

import dev.datamig.sandbox.stack.StackState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/**
 * What CPU time the processes of a stack have used, looked at several times a second, so that it can be told for any span of time
 * afterwards. The look itself costs about a hundredth of a core.
 */
public final class CpuTrace implements AutoCloseable {

    private static final Duration PULSE = Duration.ofMillis(300);

    private final Map<String, Long> processes;
    private final NavigableMap<Instant, Map<Long, Double>> looks = new ConcurrentSkipListMap<>();
    private final Thread watcher;

    private CpuTrace(Map<String, Long> processes) {
        this.processes = processes;
        look();
        this.watcher = Thread.ofPlatform().daemon().name("watch cpu").start(this::watch);
    }

    /** Of a stack's services, by name, and servers; two servers in one process are one, such as {@code Neo4j}. */
    public static CpuTrace start(StackState state) {
        Map<String, Long> processes = new LinkedHashMap<>();
        state.services()
                .forEach(service ->
                        processes.put(service.name(), service.process().pid()));
        for (StackState.Server server : state.servers()) {
            boolean shared = state.servers().stream()
                            .filter(other -> other.pid() == server.pid())
                            .count()
                    > 1;
            processes.put(shared ? server.name().replaceFirst(" \\(.*", "") : server.name(), server.pid());
        }
        return new CpuTrace(processes);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PULSE);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        looks.put(Instant.now(), ProcessTable.cpuSeconds(processes.values()));
    }

    /** Seconds that each process used between two times, by name; also until just now. */
    public Map<String, Double> used(Instant from, Instant to) {
        if (looks.lastKey().isBefore(to)) {
            look();
        }
        Map<String, Double> used = new LinkedHashMap<>();
        processes.forEach((name, pid) -> used.put(name, Math.max(0, at(pid, to) - at(pid, from))));
        return used;
    }

    /** The same, summed over those that are wanted. */
    public double used(Instant from, Instant to, Predicate<String> wanted) {
        return used(from, to).entrySet().stream()
                .filter(process -> wanted.test(process.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Between two looks, as if it had been used evenly. */
    private double at(long pid, Instant when) {
        var before = looks.floorEntry(when);
        var after = looks.ceilingEntry(when);
        if (before == null || after == null) {
            var only = before == null ? looks.firstEntry() : before;
            return only.getValue().getOrDefault(pid, 0.0);
        }
        double low = before.getValue().getOrDefault(pid, 0.0);
        double high = after.getValue().getOrDefault(pid, low);
        long span = Duration.between(before.getKey(), after.getKey()).toNanos();
        double share =
                span == 0 ? 0 : (double) Duration.between(before.getKey(), when).toNanos() / span;
        return low + (high - low) * share;
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
