package io.pasarela.providers.killb;

/** The provider's name, as in {@code /webhooks/killb}. */
final class Killb {

    static final String NAME = "killb";

    private Killb() {}
}
