/**
 * A small OpenID Connect issuer for the sandbox. In: client credentials at {@code POST /oauth/token}, and calls from tests.
 * Out: RS256 access tokens in the profile of RFC 9068, with discovery and a key set, so that the services check them in the
 * very way in which they check production's. It has no users and no login: whoever holds a sandbox client's secret may ask
 * for a token in the name of any end user.
 */
@NullMarked
package io.pasarela.sandbox.issuer;

import org.jspecify.annotations.NullMarked;
