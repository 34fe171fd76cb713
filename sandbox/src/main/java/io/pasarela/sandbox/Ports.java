package io.pasarela.sandbox;

import io.pasarela.sandbox.process.PortCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;

/** Where everything listens on 127.0.0.1. */
public record Ports(
        int door,
        int webhookIngest,
        int quoteService,
        int rampService,
        int notificationService,
        int simulator,
        int issuer,
        int postgres,
        int redis,
        int kafka,
        int kafkaController) {

    /** Those of {@code ./pasarela up}, the same every time so that they can be remembered. */
    public static final Ports FIXED = new Ports(8080, 8081, 8082, 8083, 8084, 8090, 8091, 15432, 16379, 19092, 19093);

    /** Below the range from which systems take the ports of outgoing connections, which could take one back at once. */
    private static final int FREE_FROM = 20_000;

    private static final int FREE_TO = 32_000;

    /** Ports that are free now. */
    public static Ports free() {
        PrimitiveIterator.OfInt free = RandomGenerator.getDefault()
                .ints(FREE_FROM, FREE_TO)
                .distinct()
                .filter(PortCheck::isFree)
                .iterator();
        return new Ports(
                free.nextInt(),
                free.nextInt(),
                free.nextInt(),
                free.nextInt(),
                free.nextInt(),
                free.nextInt(),
                free.nextInt(),
                free.nextInt(),
                free.nextInt(),
                free.nextInt(),
                free.nextInt());
    }

    /** @throws IllegalArgumentException for a name that is not one of {@link Services#NAMES} */
    public int of(String service) {
        return switch (service) {
            case "webhook-ingest" -> webhookIngest;
            case "quote-service" -> quoteService;
            case "ramp-service" -> rampService;
            case "notification-service" -> notificationService;
            default -> throw new IllegalArgumentException("no such service: " + service);
        };
    }

    Map<String, Integer> byComponent() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("the front door", door);
        Services.NAMES.forEach(service -> ports.put(service, of(service)));
        ports.put("the KillB simulator", simulator);
        ports.put("the token issuer", issuer);
        ports.put("PostgreSQL", postgres);
        ports.put("Redis", redis);
        ports.put("Kafka", kafka);
        ports.put("Kafka's controller", kafkaController);
        return ports;
    }
}
