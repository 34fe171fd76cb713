package io.pasarela.providers.calls;

/** Something that a provider is asked, with a breaker and a bulkhead of its own. */
public interface Operation {

    /** Its name in metrics and logs, lower case; one of a few. */
    String label();

    /** Whether asking twice leaves nothing more behind than asking once. Nothing else is ever tried again. */
    boolean repeatable();
}
