package io.pasarela.operations.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What went wrong, for a person. */
public final class Failures {

    private Failures() {}

    /** The messages from the outermost failure to its cause, each once: Kafka says only in the last one what it was. */
    public static String sentence(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (!(cause instanceof ExecutionException) && messages.stream().noneMatch(said -> said.contains(message))) {
                messages.add(message);
            }
        }
        return String.join(": ", messages);
    }
}
