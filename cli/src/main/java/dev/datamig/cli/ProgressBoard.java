package dev.datamig.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows the phases of a run while it runs: drawn over in place on a terminal, as plain lines elsewhere. */
final class ProgressBoard {

    private static final int BAR = 24;
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    /** Services tell how far they are every few seconds, but for checks of a whole set. */
    private static final Duration LONG_SILENCE = Duration.ofMinutes(1);

    private final Terminal terminal;
    private final Map<String, String> said = new HashMap<>();
    private int drawn;
    private Instant lastPlain = Instant.EPOCH;
    private Instant lastSilence = Instant.EPOCH;

    ProgressBoard(Terminal terminal) {
        this.terminal = terminal;
    }

    /** For scripts: shows nothing. */
    static ProgressBoard silent() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new ProgressBoard(new Terminal(nowhere, nowhere, false));
    }

    /** @param now for running times and for how often plain lines come */
    void show(RunView run, Instant now) {
        if (terminal.interactive()) {
            draw(run, now);
        } else {
            tell(run, now);
        }
    }

    private void draw(RunView run, Instant now) {
        var screen = new StringBuilder();
        if (drawn > 0) {
            screen.append("\u001b[").append(drawn).append('A');
        }
        List<RunView.PhaseView> phases = run.phases();
        for (RunView.PhaseView phase : phases) {
            screen.append("\u001b[2K").append(line(phase, now)).append('\n');
        }
        screen.append("\u001b[2K  ").append(run.state()).append('\n');
        screen.append("\u001b[2K").append(silence(run, now)).append('\n');
        drawn = phases.size() + 2;
        terminal.out().print(screen);
        terminal.out().flush();
    }

    private void tell(RunView run, Instant now) {
        boolean due = Duration.between(lastPlain, now).compareTo(PLAIN_INTERVAL) >= 0;
        for (RunView.PhaseView phase : run.phases()) {
            String text = line(phase, now);
            String key = phase.phase() + phase.state() + phase.attempts();
            boolean changed = !key.equals(said.put(phase.phase(), key)) && !isWaiting(phase);
            if (changed || due && isRunning(phase)) {
                terminal.line(text);
                lastPlain = now;
            }
        }
        String silence = silence(run, now);
        if (!silence.isEmpty() && Duration.between(lastSilence, now).compareTo(LONG_SILENCE) >= 0) {
            terminal.line(silence);
            lastSilence = now;
        }
        if (!run.state().name().equals(said.put("state", run.state().name()))) {
            terminal.line("  " + run.state());
        }
    }

    /** That nothing is heard of a run, and where to look; empty while there is. */
    static String silence(RunView run, Instant now) {
        Instant heard = run.lastHeardAt();
        if (heard == null || Duration.between(heard, now).compareTo(LONG_SILENCE) < 0) {
            return "";
        }
        return "  no service has told anything about this run for " + Numbers.duration(Duration.between(heard, now))
                + ": a check of a large set may take that long; ./datamig status shows whether all are up";
    }

    static String line(RunView.PhaseView phase, Instant now) {
        return String.format(
                        "  %-10s %s %-9s %s%s%s",
                        phase.phase(),
                        bar(phase),
                        phase.state().toLowerCase(java.util.Locale.ROOT),
                        rows(phase),
                        time(phase, now),
                        phase.attempts() > 1 ? "  attempt " + phase.attempts() : "")
                .stripTrailing();
    }

    private static String rows(RunView.PhaseView phase) {
        if (phase.rowsExpected() <= 0 && phase.rowsDone() <= 0) {
            return "";
        }
        return phase.rowsExpected() <= 0
                ? Numbers.count(phase.rowsDone()) + " rows"
                : Numbers.count(phase.rowsDone()) + " of " + Numbers.count(phase.rowsExpected()) + " rows";
    }

    private static String bar(RunView.PhaseView phase) {
        int full = phase.rowsExpected() <= 0
                ? (phase.finishedAt() == null ? 0 : BAR)
                : (int) Math.min(BAR, BAR * phase.rowsDone() / phase.rowsExpected());
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    private static String time(RunView.PhaseView phase, Instant now) {
        Instant start = phase.startedAt();
        if (start == null) {
            return "";
        }
        Instant end = phase.finishedAt();
        return "  " + Numbers.duration(Duration.between(start, end == null ? now : end));
    }

    private static boolean isRunning(RunView.PhaseView phase) {
        return phase.startedAt() != null && phase.finishedAt() == null;
    }

    private static boolean isWaiting(RunView.PhaseView phase) {
        return phase.startedAt() == null;
    }
}
