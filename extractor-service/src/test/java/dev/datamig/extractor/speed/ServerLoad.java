package dev.datamig.extractor.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time that server processes and all their children, gone ones included, have taken (Linux, proc(5), "stat"). */
final class ServerLoad {

    private static final double TICKS = 100.0;
    /** Numbers of the fields in the manual, less one. */
    private static final List<Integer> OWN = List.of(13, 14);

    private static final List<Integer> WITH_GONE_CHILDREN = List.of(13, 14, 15, 16);

    private final List<Long> pids;

    ServerLoad(List<Long> pids) {
        this.pids = pids;
    }

    double seconds() {
        return pids.stream().mapToDouble(ServerLoad::seconds).sum();
    }

    private static double seconds(long pid) {
        double living = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(child -> seconds(stat(child.pid()), OWN))
                .sum();
        return seconds(stat(pid), WITH_GONE_CHILDREN) + living;
    }

    private static String stat(long pid) {
        return stat(Path.of("/proc/" + pid + "/stat"));
    }

    /** Empty when the process or thread is gone. */
    static String stat(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }

    static double seconds(String stat, List<Integer> fields) {
        if (stat.isEmpty()) {
            return 0;
        }
        String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields.stream()
                        .mapToLong(field -> Long.parseLong(values[field - 2]))
                        .sum()
                / TICKS;
    }
}
