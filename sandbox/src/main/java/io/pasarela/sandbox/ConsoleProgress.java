package io.pasarela.sandbox;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** One line per component; on a terminal also a last line that tells what is being waited for. */
final class ConsoleProgress implements Progress {
    private static final Duration TICK = Duration.ofMillis(200);
    private static final String BACK_TO_LINE_START = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final String tick;
    private final Set<String> pending = new LinkedHashSet<>();
    private final long start = System.nanoTime();

    private ConsoleProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.tick = out.charset().newEncoder().canEncode('✓') ? "✓" : "-";
    }

    static ConsoleProgress onStdout() {
        var console = System.console();
        boolean terminal = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        var progress = new ConsoleProgress(System.out, terminal);
        if (terminal) {
            Thread.ofPlatform().daemon().name("progress").start(progress::tickForever);
        }
        return progress;
    }

    @Override
    public synchronized void starting(String component) {
        pending.add(component);
        showPending();
    }

    @Override
    public synchronized void ready(String component, String where, Duration took) {
        pending.remove(component);
        line("  %s %-22s %-26s %6s".formatted(tick, component, where, seconds(took)));
    }

    @Override
    public synchronized void note(String sentence) {
        line(sentence);
    }

    /** From now on nothing is pending; the last line is left alone. */
    synchronized void finish() {
        pending.clear();
        line("");
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    private void line(String text) {
        out.println((terminal ? BACK_TO_LINE_START : "") + text);
        showPending();
    }

    private synchronized void showPending() {
        if (terminal && !pending.isEmpty()) {
            out.print("%s  … %s  %d s"
                    .formatted(
                            BACK_TO_LINE_START,
                            String.join(", ", pending),
                            sinceStart().toSeconds()));
            out.flush();
        }
    }

    private void tickForever() {
        try {
            while (true) {
                Thread.sleep(TICK);
                showPending();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
