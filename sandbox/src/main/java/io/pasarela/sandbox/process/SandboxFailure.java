package io.pasarela.sandbox.process;

/** Why the sandbox could not go on: a sentence for the person at the keyboard, shown without a stack trace. */
public final class SandboxFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SandboxFailure(String sentence) {
        super(sentence);
    }

    public SandboxFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
