package dev.datamig.sandbox.stack;

import dev.datamig.contracts.Json;
import dev.datamig.sandbox.servers.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The background process that a stack belongs to. It ends, and everything with it, when it is told to (SIGTERM) or when its
 * launcher is gone without having said that the stack shall stay, or when somebody removes the stack's folder. A service, or the broker, that ends by itself is started again,
 * unless it keeps ending.
 */
public final class Supervisor {

    private static final Duration PULSE = Duration.ofMillis(500);

    /** How often one that ends by itself is started again. */
    private static final int REVIVALS = 5;

    private Supervisor() {}

    /** @param args the project, the state's folder, and the file that holds the {@link StackOrder} */
    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = new StackFolder(Path.of(args[0]), Path.of(args[1]));
        StackOrder order = Json.read(Files.readAllBytes(Path.of(args[2])), StackOrder.class);
        Logger.getLogger("").setLevel(Level.WARNING);
        var ended = new CountDownLatch(1);
        try (Stack stack = Stack.prepare(folder, order, Supervisor::say)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, ended), "stop stack"));
            watch(folder, order.launcher(), null, ended);
            stack.start();
            say("ready");
            watch(folder, order.launcher(), stack, ended);
            ended.await();
        } catch (RuntimeException e) {
            say("FAILED: " + e.getMessage());
            ended.countDown();
            System.exit(1);
        }
    }

    private static void watch(
            StackFolder folder, @Nullable ProcessMark launcher, @Nullable Stack stack, CountDownLatch ended) {
        Thread.ofPlatform()
                .daemon()
                .name(stack == null ? "watch launcher" : "watch services")
                .start(() -> {
                    Map<String, Integer> falls = new HashMap<>();
                    while (ended.getCount() > 0 && sleep()) {
                        if (stack != null && stack.isHomeless()) {
                            say("the folder " + folder.home() + " was removed: stopping");
                            System.exit(0);
                        } else if (stack != null) {
                            stack.fallen().forEach(name -> revive(stack, name, falls, ended));
                        } else if (launcher != null && launcher.find().isEmpty() && !Files.exists(folder.keep())) {
                            say("the launcher has gone: stopping");
                            System.exit(0);
                        }
                    }
                });
    }

    private static void revive(Stack stack, String name, Map<String, Integer> falls, CountDownLatch ended) {
        int count = falls.merge(name, 1, Integer::sum);
        if (count > REVIVALS + 1 || ended.getCount() == 0) {
            return;
        }
        if (count > REVIVALS) {
            say(name + " keeps ending by itself and is left alone: ./datamig logs " + name);
            return;
        }
        say(name + " has ended by itself and is started again: ./datamig logs " + name);
        try {
            stack.revive(name);
        } catch (RuntimeException e) {
            say(name + " could not be started again: " + e.getMessage());
        }
    }

    private static boolean sleep() {
        try {
            Thread.sleep(PULSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void stop(Stack stack, CountDownLatch ended) {
        say("stopping");
        stack.close();
        say("stopped");
        ended.countDown();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
