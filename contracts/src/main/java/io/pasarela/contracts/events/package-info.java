/**
 * What is written to Kafka: topics, CloudEvents types and the records that become their data.
 *
 * <p>Events travel as CloudEvents 1.0 in Kafka's binary mode: {@code ce_*} headers plus the JSON of one of these records. Each type
 * has a JSON Schema under {@code schemas/} and an example under {@code golden/}, both checked against the records by a test.
 */
@NullMarked
package io.pasarela.contracts.events;

import org.jspecify.annotations.NullMarked;
