package dev.datamig.extractor.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time that server processes and all their children, gone ones included, have taken (Linux, proc(5), "stat"). */
final class ServerLoad {

    private static final double TICKS = 100.0;

    private final List<Long> pids;

    ServerLoad(List<Long> pids) {
        this.pids = pids;
    }

    double seconds() {
        return pids.stream().mapToDouble(ServerLoad::seconds).sum();
    }

    private static double seconds(long pid) {
        double own = ticks(pid, 13, 16);
        double living = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(child -> ticks(child.pid(), 13, 14))
                .sum();
        return (own + living) / TICKS;
    }

    /** The sum of fields, counted from 0 with the pid; 0 when the process is gone. */
    private static double ticks(long pid, int first, int last) {
        Path stat = Path.of("/proc/" + pid + "/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        try {
            String text = Files.readString(stat);
            List<String> fields =
                    List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
            double sum = 0;
            for (int i = first; i <= last; i++) {
                sum += Long.parseLong(fields.get(i - 2));
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
