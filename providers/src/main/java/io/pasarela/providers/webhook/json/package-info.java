/**
 * As much of a webhook's JSON as is needed to verify it and to read its envelope: a few scalars, items, or the whole with its keys sorted.
 * Raw bytes go in, and what cannot be read is absent; hostile text must not cost more than its length.
 */
@NullMarked
package io.pasarela.providers.webhook.json;

import org.jspecify.annotations.NullMarked;
