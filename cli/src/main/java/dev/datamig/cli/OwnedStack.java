package dev.datamig.cli;

import dev.datamig.sandbox.stack.BackgroundStack;
import dev.datamig.sandbox.stack.StackOrder;
import dev.datamig.sandbox.stack.StackState;
import java.util.function.Consumer;

/** A stack that ends with this command, also after Ctrl-C, unless it is kept. */
final class OwnedStack implements AutoCloseable {

    private final BackgroundStack stack;
    private final Consumer<String> log;
    private final Thread atExit;
    private final StackState state;
    private boolean kept;

    private OwnedStack(BackgroundStack stack, StackOrder order, Consumer<String> log) {
        this.stack = stack;
        this.log = log;
        this.atExit = new Thread(() -> stack.stop(log), "stop stack");
        Runtime.getRuntime().addShutdownHook(atExit);
        this.state = stack.start(order, log);
    }

    /** @throws dev.datamig.sandbox.stack.StackException when there is one already, which then is left alone */
    static OwnedStack start(BackgroundStack stack, StackOrder order, Consumer<String> log) {
        stack.refuseWhenRunning();
        return new OwnedStack(stack, order, log);
    }

    StackState state() {
        return state;
    }

    /** From here on it stays when this command ends. */
    void keep() {
        stack.keep();
        kept = true;
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    @Override
    public void close() {
        if (!kept) {
            stack.stop(log);
            kept = true;
        }
    }
}
