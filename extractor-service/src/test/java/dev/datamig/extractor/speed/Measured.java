package dev.datamig.extractor.speed;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Seconds that a piece of work took: on the wall, of this JVM's processors (its compilers' share of them apart), of the server's. */
record Measured(String what, double wall, double own, double server, double compiler) {

    /** Work that may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    static Measured of(String what, ServerLoad load, Work work) throws Exception {
        settle();
        double server = load.seconds();
        long own = processor();
        long compiling = compiling();
        long start = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - start) / 1e9;
        double used = (processor() - own) / 1e9;
        double compiled = (compiling() - compiling) / 1e3;
        settle();
        return new Measured(what, wall, used, load.seconds() - server, compiled);
    }

    /** A session that ended is counted with the server once the server has seen it end. */
    private static void settle() throws InterruptedException {
        Thread.sleep(500);
    }

    private static long compiling() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    void print(long rows) {
        System.out.printf(
                Locale.ROOT,
                "  %-24s %6.2f s, %,9.0f rows/s; processor: JVM %5.2f s (compilers on the wall %.2f s), server %5.2f s%n",
                what,
                wall,
                rows / wall,
                own,
                compiler,
                server);
    }
}
