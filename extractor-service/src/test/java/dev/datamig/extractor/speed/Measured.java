package dev.datamig.extractor.speed;

import java.util.Locale;

/** What a piece of work took. */
record Measured(String what, Used used) {

    /** Work that may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    static Measured of(String what, ServerLoad load, Work work) throws Exception {
        Used before = settled(load);
        long start = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - start) / 1e9;
        return new Measured(what, settled(load).since(before).within(wall));
    }

    /** A session that ended is counted with the server once the server has seen it end. */
    static Used settled(ServerLoad load) throws InterruptedException {
        Thread.sleep(500);
        return Used.now(load);
    }

    double wall() {
        return used.wall();
    }

    double processors() {
        return used.own() + used.server();
    }

    void print(long rows) {
        System.out.printf(
                Locale.ROOT,
                "  %-26s %6.2f s, %,9.0f rows/s; processor: JVM %5.2f s (its compilers %.2f s), server %5.2f s%n",
                what,
                wall(),
                rows / wall(),
                used.own(),
                used.compilers(),
                used.server());
    }
}
