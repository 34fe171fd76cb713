/** How texts are sealed, for whoever has a key: tickets and cookies, and secrets in the database. */
@NullMarked
package io.pasarela.notification.sealing;

import org.jspecify.annotations.NullMarked;
