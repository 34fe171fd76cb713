package io.pasarela.quote.kept;

/** A record that makes no sense; reading it again will not help. The message never quotes it. */
public final class UnreadableRecord extends RuntimeException {

    public UnreadableRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
