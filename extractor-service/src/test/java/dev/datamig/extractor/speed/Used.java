package dev.datamig.extractor.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Seconds up to a moment, or between two: on the wall, of this JVM's processors, of these those of its just-in-time compilers, and of
 * the server's processors (Linux, proc(5)).
 */
record Used(double wall, double own, double compilers, double server) {

    /** Up to now, from beginnings of their own. */
    static Used now(ServerLoad load) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Used(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9, ofCompilers(), load.seconds());
    }

    Used since(Used earlier) {
        return new Used(wall - earlier.wall, own - earlier.own, compilers - earlier.compilers, server - earlier.server);
    }

    /** The same processors' work, done in another time. */
    Used within(double seconds) {
        return new Used(seconds, own, compilers, server);
    }

    /** Threads are called so after the compilers, cut to 15 characters. */
    private static double ofCompilers() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.map(thread -> thread.resolve("stat"))
                    .map(ServerLoad::stat)
                    .filter(stat -> stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler"))
                    .mapToDouble(stat -> ServerLoad.seconds(stat, List.of(13, 14)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
