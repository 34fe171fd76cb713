package io.pasarela.bench.push;

/** Hands a server the next message for all who listen, and does not wait until they have heard it. */
@FunctionalInterface
interface Publisher {
    void publish();
}
