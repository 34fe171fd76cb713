package io.pasarela.notification.message;

/**
 * What a person is told, as plain text: whoever puts it into HTML escapes it.
 *
 * @param title what happened, in a few words
 * @param body what happened, with how much of which currency
 * @param next what comes next and when, or what to do
 */
public record Message(String title, String body, String next) {}
