package io.pasarela.notification.outbound;

/** Nothing was heard from the other side, or nothing was asked of it. Its message never names the address. */
public final class SendFailure extends Exception {

    private final SendError error;

    public SendFailure(SendError error) {
        super(error.name());
        this.error = error;
    }

    public SendError error() {
        return error;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
