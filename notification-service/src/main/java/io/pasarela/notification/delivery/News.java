package io.pasarela.notification.delivery;

import io.pasarela.contracts.events.RampEvent;
import java.util.UUID;

/**
 * A notice that has just been written, for the channels.
 *
 * @param id of the notice, which is that of the event
 * @param data the event's JSON, as it came
 */
public record News(UUID id, RampEvent event, String data) {}
