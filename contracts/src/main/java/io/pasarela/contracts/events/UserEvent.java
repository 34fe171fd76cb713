package io.pasarela.contracts.events;

/**
 * A user was created or changed. Data of {@link EventTypes#USER_CHANGED}.
 *
 * @param sequence 1 for the creation and one more for each change, without holes
 */
public record UserEvent(UserSnapshot user, long sequence) {}
