package io.pasarela.notification.access;

import java.time.Instant;

/**
 * What is in a sealed ticket.
 *
 * @param until when it stops opening streams by itself; from then on its stream's cookie is needed too
 */
record Ticket(Pass pass, Instant until) {}
