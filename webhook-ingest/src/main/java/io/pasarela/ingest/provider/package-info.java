/**
 * The providers that may call us, as the configuration has them: which signature scheme each one speaks, its keys, its limits. Goes out:
 * {@link io.pasarela.ingest.provider.WebhookProvider}, ready to verify. Keys in mounted files are read again while the service runs, so
 * a rotation needs neither restart nor downtime.
 */
@NullMarked
package io.pasarela.ingest.provider;

import org.jspecify.annotations.NullMarked;
