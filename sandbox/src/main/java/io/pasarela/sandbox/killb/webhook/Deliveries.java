package io.pasarela.sandbox.killb.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Fault;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.run.Stats.Counter;
import io.pasarela.sandbox.killb.wire.Surprises;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends events. One resource has one queue, so its events arrive in order: the next one waits until the receiver answered 2xx to the
 * one before or the schedule is used up.
 */
public final class Deliveries {
    private final Run run;
    private final Webhooks webhooks;
    private final WebClient client;
    private final Map<String, Event> events = new LinkedHashMap<>();
    private final Map<String, ArrayDeque<Event>> queues = new HashMap<>();
    private final Map<String, Event> overtaken = new HashMap<>();
    private final DeliveryLog log = new DeliveryLog();

    public Deliveries(Run run, Webhooks webhooks, WebClient client) {
        this.run = run;
        this.webhooks = webhooks;
        this.client = client;
    }

    /**
     * Tells the customer, if it subscribed to this kind of event.
     *
     * @param name RAMP, USER or ACCOUNT
     * @param action CREATE, UPDATE or DELETE
     * @param data the resource as it is now; the event keeps its own copy
     */
    public void publish(String name, String action, String resourceId, ObjectNode data) {
        Subscription subscription = webhooks.subscription();
        if (subscription == null || !subscription.wants(name)) {
            return;
        }
        Event event = new Event(run.newId("event"), name, action, resourceId, data.deepCopy(), run.now());
        events.put(event.id(), event);
        Fault fault = run.faults().strike(("webhook " + name + " " + event.status()).trim());
        Event late = overtaken.remove(resourceId);
        if (fault == null) {
            enqueue(event);
        } else {
            misdeliver(event, fault);
        }
        if (late != null) {
            enqueue(late);
        }
    }

    private void misdeliver(Event event, Fault fault) {
        switch (fault.kind()) {
            case DROP -> {
                run.stats().count(Counter.WEBHOOKS_DROPPED);
                log.add(event, run.now(), "DROPPED", "on request", null, event.envelope(run.now()));
            }
            case DELAY -> run.timers().after(fault.delay(), () -> attempt(event, () -> {}));
            case REORDER -> {
                overtaken.put(event.resourceId(), event);
                run.timers().after(fault.delay(), () -> stopWaiting(event));
            }
            case DUPLICATE -> {
                enqueue(event);
                enqueue(event);
            }
            case WRONG_SIGNATURE -> {
                event.spoilSignature();
                enqueue(event);
            }
            default -> {
                Surprises.spring(event.data(), fault.kind());
                enqueue(event);
            }
        }
    }

    /** No later event came to overtake this one. */
    private void stopWaiting(Event event) {
        if (overtaken.remove(event.resourceId(), event)) {
            enqueue(event);
        }
    }

    private void enqueue(Event event) {
        ArrayDeque<Event> queue = queues.computeIfAbsent(event.resourceId(), _ -> new ArrayDeque<>());
        queue.add(event);
        if (queue.size() == 1) {
            attempt(event, () -> next(event.resourceId()));
        }
    }

    private void next(String resourceId) {
        ArrayDeque<Event> queue = queues.get(resourceId);
        if (queue == null) {
            return;
        }
        queue.poll();
        Event head = queue.peek();
        if (head == null) {
            queues.remove(resourceId);
        } else {
            attempt(head, () -> next(resourceId));
        }
    }

    private void attempt(Event event, Runnable afterwards) {
        if (run.isOver()) {
            return;
        }
        Subscription subscription = webhooks.subscription();
        if (subscription == null || !subscription.active()) {
            giveUp(event, "nobody is subscribed any more", null, event.envelope(run.now()));
            afterwards.run();
            return;
        }
        byte[] body = event.envelope(run.now());
        String secret = subscription.secret() + (event.takeSpoiltSignature() ? "-not-this-one" : "");
        String signature = Signer.sign(run.behaviour().signature(), body, secret);
        client.postAbs(subscription.url())
                .putHeader("Content-Type", "application/json")
                .putHeader("x-signature-sha256", signature)
                .timeout(Math.max(1, run.behaviour().webhookTimeout().toMillis()))
                .followRedirects(false)
                .sendBuffer(Buffer.buffer(body))
                .onComplete(sent -> {
                    HttpResponse<Buffer> response = sent.succeeded() ? sent.result() : null;
                    String answer = response == null
                            ? String.valueOf(sent.cause().getMessage())
                            : Integer.toString(response.statusCode());
                    if (response != null && response.statusCode() / 100 == 2) {
                        run.stats().count(Counter.WEBHOOKS_DELIVERED);
                        log.add(event, run.now(), "DELIVERED", answer, signature, body);
                        afterwards.run();
                    } else {
                        retry(event, answer, signature, body, afterwards);
                    }
                });
    }

    private void retry(Event event, String answer, String signature, byte[] body, Runnable afterwards) {
        run.stats().count(Counter.WEBHOOK_ATTEMPTS_FAILED);
        List<Duration> schedule = run.behaviour().retrySchedule();
        if (event.attempts() >= schedule.size()) {
            giveUp(event, answer, signature, body);
            afterwards.run();
            return;
        }
        log.add(event, run.now(), "FAILED", answer, signature, body);
        Duration pause = schedule.get(event.attempts());
        event.tryAgain();
        run.timers().after(pause, () -> attempt(event, afterwards));
    }

    private void giveUp(Event event, String answer, @Nullable String signature, byte[] body) {
        run.stats().count(Counter.WEBHOOKS_GIVEN_UP);
        log.add(event, run.now(), "GIVEN_UP", answer, signature, body);
    }

    /** Sends an event once more, past its queue; false when there is no such event. */
    public boolean resend(String eventId) {
        Event event = events.get(eventId);
        if (event == null) {
            return false;
        }
        event.tryAgain();
        attempt(event, () -> {});
        return true;
    }

    /** Attempts about one resource or one event, or all for null. */
    public ArrayNode log(@Nullable String resourceOrEventId, int most) {
        return log.toJson(resourceOrEventId, most);
    }
}
