package io.pasarela.providers;

/** A company that turns money into crypto and back. Its abilities are the further interfaces that its classes implement. */
public interface Provider {

    /** Lower-case name, as in {@code /webhooks/{provider}} and in configuration; never changes. */
    String name();
}
