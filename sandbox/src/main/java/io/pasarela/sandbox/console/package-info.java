/**
 * The page at {@code /} and what only a sandbox may offer it. In: a browser on this machine. Out: the files of the page, and
 * under {@code /sandbox} a short-lived token of the demo customer, the provider's switches, the services' own words about
 * themselves, and the topics as they fill. {@link io.pasarela.sandbox.console.Guard} keeps other sites out of it; everything
 * else the page does through the gateway's endpoints, like any application.
 */
@NullMarked
package io.pasarela.sandbox.console;

import org.jspecify.annotations.NullMarked;
