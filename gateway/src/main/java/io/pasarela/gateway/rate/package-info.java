/**
 * How much a client may ask. {@link io.pasarela.gateway.rate.RateFilter} counts every request, {@link io.pasarela.gateway.rate.ClientRate} what an
 * endpoint charges beyond that, {@link io.pasarela.gateway.rate.Buckets} keeps the counts: in this process, unless the service brings a better
 * place that all its replicas share.
 */
@NullMarked
package io.pasarela.gateway.rate;

import org.jspecify.annotations.NullMarked;
