package dev.datamig.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CPU time of processes and of what they have started: PostgreSQL works in children that come and go, and a parent keeps the time of
 * those that have gone (proc(5), {@code cutime}). Where the system has no {@code /proc}, a process's own time has to do.
 */
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");

    /** Linux counts in hundredths of a second for everybody (times(2), USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;

    private record Entry(long parent, double seconds) {}

    private ProcessTable() {}

    /** @return seconds since each process began, by process id; a process that has ended is left out */
    static Map<Long, Double> cpuSeconds(Collection<Long> processes) {
        Map<Long, Entry> all = Files.isReadable(PROC.resolve("self/stat")) ? read() : own(processes);
        Map<Long, Double> seconds = new HashMap<>();
        for (long process : processes) {
            Entry itself = all.get(process);
            if (itself != null) {
                double children = all.values().stream()
                        .filter(entry -> entry.parent == process)
                        .mapToDouble(Entry::seconds)
                        .sum();
                seconds.put(process, itself.seconds + children);
            }
        }
        return seconds;
    }

    private static Map<Long, Entry> own(Collection<Long> processes) {
        Map<Long, Entry> entries = new HashMap<>();
        for (long process : processes) {
            ProcessHandle.of(process)
                    .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                    .ifPresent(used -> entries.put(process, new Entry(0, used.toMillis() / 1000.0)));
        }
        return entries;
    }

    private static Map<Long, Entry> read() {
        Map<Long, Entry> entries = new HashMap<>();
        for (Path folder : folders()) {
            entry(folder)
                    .ifPresent(entry ->
                            entries.put(Long.parseLong(folder.getFileName().toString()), entry));
        }
        return entries;
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> all = Files.list(PROC)) {
            all.filter(folder ->
                            Character.isDigit(folder.getFileName().toString().charAt(0)))
                    .forEach(folders::add);
        } catch (IOException e) {
            throw new BenchException("the processes could not be listed", e);
        }
        return folders;
    }

    /** Empty for one that has ended meanwhile. Its name, in parentheses, may hold anything; numbers come behind it. */
    private static Optional<Entry> entry(Path folder) {
        try {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return Optional.of(new Entry(Long.parseLong(fields[1]), ticks / TICKS_PER_SECOND));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
