package io.pasarela.operations.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Standard output and error, and the person there, if it is one. */
public final class Terminal {

    private static final Duration REWRITE_EVERY = Duration.ofMillis(200);
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);
    private static final String BACK_TO_LINE_START = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final @Nullable Console console;
    private long lastProgress = System.nanoTime();
    private boolean lineIsOpen;

    private Terminal(PrintStream out, PrintStream err, @Nullable Console console) {
        this.out = out;
        this.err = err;
        this.console = console;
    }

    public static Terminal ofThisProcess() {
        Console console = System.console();
        // A console without a terminal reads from a pipe, where nobody answers.
        return new Terminal(System.out, System.err, console != null && console.isTerminal() ? console : null);
    }

    /** One without a person, for tests and for what runs unattended. */
    public static Terminal unattended(PrintStream out, PrintStream err) {
        return new Terminal(out, err, null);
    }

    /** For texts that are made elsewhere. */
    public PrintWriter writer() {
        return new PrintWriter(out, true);
    }

    public boolean isAttended() {
        return console != null;
    }

    public void say(String text) {
        closeLine();
        out.println(text);
    }

    public void complain(String text) {
        closeLine();
        err.println(text);
    }

    /** Whether the person said yes; nobody there is a no. */
    public boolean agrees(String question) {
        if (console == null) {
            return false;
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** Shows how far it is: one line, written over and over, on a terminal; else a line every few seconds. */
    public void progress(Supplier<String> line) {
        long now = System.nanoTime();
        Duration pause = isAttended() ? REWRITE_EVERY : LINE_EVERY;
        if (now - lastProgress < pause.toNanos()) {
            return;
        }
        lastProgress = now;
        if (isAttended()) {
            out.print(BACK_TO_LINE_START + line.get());
            out.flush();
            lineIsOpen = true;
        } else {
            out.println(line.get());
        }
    }

    private void closeLine() {
        if (lineIsOpen) {
            out.print(BACK_TO_LINE_START);
            out.flush();
            lineIsOpen = false;
        }
    }
}
