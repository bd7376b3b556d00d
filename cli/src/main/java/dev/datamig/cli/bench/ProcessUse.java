package dev.datamig.cli.bench;

import dev.datamig.sandbox.stack.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a service's process has used.
 *
 * @param cpuSeconds over all its threads, since it started
 * @param peakMegabytes resident at most since it started; 0 where the system does not tell
 */
public record ProcessUse(String name, double cpuSeconds, long peakMegabytes) {

    /** Of every service that runs. */
    public static List<ProcessUse> of(StackState state) {
        return state.services().stream()
                .map(service -> new ProcessUse(
                        service.name(),
                        cpu(service.process().pid()),
                        peak(service.process().pid())))
                .toList();
    }

    /** What was used since an earlier look; the peak stays what it is. */
    public ProcessUse since(List<ProcessUse> earlier) {
        double before = earlier.stream()
                .filter(use -> use.name.equals(name))
                .mapToDouble(ProcessUse::cpuSeconds)
                .sum();
        return new ProcessUse(name, cpuSeconds - before, peakMegabytes);
    }

    private static double cpu(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
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
