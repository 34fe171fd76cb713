/**
 * Something to try the sandbox out with. In: the front door's address and a token. Out: a customer who was onboarded through
 * the gateway's own API, and the commands that {@code ./pasarela up} prints, as data that a test can run.
 */
@NullMarked
package io.pasarela.sandbox.demo;

import org.jspecify.annotations.NullMarked;
