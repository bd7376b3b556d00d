package dev.datamig.cli.bench;

import dev.datamig.sandbox.stack.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a service's process has used.
 *
 * @param cpuSeconds over all its threads, during the run
 * @param peakMegabytes resident at most since it started; 0 where the system does not tell
 */
public record ProcessUse(String name, double cpuSeconds, long peakMegabytes) {

    /** @param used CPU seconds by the service's name */
    public static List<ProcessUse> of(StackState state, Map<String, Double> used) {
        return state.services().stream()
                .map(service -> new ProcessUse(
                        service.name(),
                        used.getOrDefault(service.name(), 0.0),
                        peak(service.process().pid())))
                .toList();
    }

    /** Linux keeps the high-water mark of every process. */
    private static long peak(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
