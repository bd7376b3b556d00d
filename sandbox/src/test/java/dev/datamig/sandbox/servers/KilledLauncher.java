package dev.datamig.sandbox.servers;

import java.nio.file.Path;

/** A launcher for tests to kill: starts a cluster, says its process id, and waits for the end. */
final class KilledLauncher {

    private KilledLauncher() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        PostgresServer server = PostgresServer.start(new PostgresCluster(
                "killed", folder.resolve("data"), folder, FreePorts.any(), "postgres", Durability.THROWAWAY, "32MB"));
        System.out.println("pid " + server.pid());
        Thread.sleep(Long.MAX_VALUE);
    }
}
