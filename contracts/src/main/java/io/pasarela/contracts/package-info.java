/**
 * The published language of Pasarela: what is written to Kafka and answered over HTTP.
 *
 * <p>Everything here is plain Java and JSON. Another team may depend on this jar or ignore it: the wire is the contract, and the
 * JSON Schemas and golden files beside the records are its reference. {@code money}, {@code events} and {@code problems} are its
 * three chapters; {@link io.pasarela.contracts.Wire} is the one place that decides how Java becomes JSON.
 */
@NullMarked
package io.pasarela.contracts;

import org.jspecify.annotations.NullMarked;
