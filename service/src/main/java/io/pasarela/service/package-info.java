/**
 * What every service has, whatever it does: it refuses to start half-configured ({@link io.pasarela.service.Main}), and it can be watched
 * ({@link io.pasarela.service.HttpDurations}, {@link io.pasarela.service.TraceParent}, {@link io.pasarela.service.SentryByDsn}).
 */
@NullMarked
package io.pasarela.service;

import org.jspecify.annotations.NullMarked;
