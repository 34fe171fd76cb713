/**
 * What a person wants to be told, and how. In: {@link io.pasarela.notification.preference.PreferenceResource}. Out: {@link
 * io.pasarela.notification.preference.Preferences}, the table that the channels e-mail and push look at when they decide who is told. An e-mail
 * address counts once its owner has sent back the code that went there.
 */
@NullMarked
package io.pasarela.notification.preference;

import org.jspecify.annotations.NullMarked;
