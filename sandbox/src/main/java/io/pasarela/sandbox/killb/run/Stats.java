package io.pasarela.sandbox.killb.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counters since the run began. */
public final class Stats {
    /** What is counted beside requests; all of them are told, also at zero. */
    public enum Counter {
        LOGINS("logins"),
        USERS("users"),
        ACCOUNTS("accounts"),
        QUOTATIONS("quotations"),
        SIMULATIONS("simulations"),
        RAMPS("ramps"),
        RATE_LIMITED("rateLimited"),
        FAULTS_USED("faultsUsed"),
        WEBHOOKS_DELIVERED("webhooksDelivered"),
        WEBHOOK_ATTEMPTS_FAILED("webhookAttemptsFailed"),
        WEBHOOKS_GIVEN_UP("webhooksGivenUp"),
        WEBHOOKS_DROPPED("webhooksDropped");

        private final String jsonName;

        Counter(String jsonName) {
            this.jsonName = jsonName;
        }
    }

    private final Map<Counter, Long> counters = new EnumMap<>(Counter.class);
    private final Map<String, Long> requests = new TreeMap<>();

    public void count(Counter counter) {
        counters.merge(counter, 1L, Long::sum);
    }

    public void request(String route) {
        requests.merge(route, 1L, Long::sum);
    }

    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Counter counter : Counter.values()) {
            json.put(counter.jsonName, counters.getOrDefault(counter, 0L));
        }
        ObjectNode byRoute = json.putObject("requests");
        requests.forEach(byRoute::put);
        return json;
    }
}
