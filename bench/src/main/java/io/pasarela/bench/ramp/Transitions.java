package io.pasarela.bench.ramp;

import io.pasarela.bench.measure.Contest;
import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.ProcessTree;
import io.pasarela.bench.measure.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts the webhooks of many ramps into the topic, all at once, and waits until each has become an event. */
final class Transitions {
    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":([0-9]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String bootstrap;
    private final Seed seed;
    private final Map<String, Long> pids;
    private long group = 1;

    /** @param pids the processes whose CPU counts, by name; that of the service is among them */
    Transitions(String bootstrap, Seed seed, Map<String, Long> pids) {
        this.bootstrap = bootstrap;
        this.seed = seed;
        this.pids = pids;
    }

    Measurement measure(String contestant, int round, int ramps) {
        long mine = group++;
        String prefix = "hook-%d-".formatted(mine);
        seed.ramps(prefix, mine, ramps, 1);
        Map<String, Long> before = cpu();
        var latencies = new Histogram(Duration.ofMinutes(5).toMillis(), 3);
        long began = System.currentTimeMillis();
        long ended = began;
        try (var consumer = consumer()) {
            began = System.currentTimeMillis();
            long[][] sent = send(prefix, ramps);
            long deadline = System.currentTimeMillis() + PATIENCE.toMillis();
            while (latencies.getTotalCount() < (long) ramps * RampWebhook.STEPS
                    && System.currentTimeMillis() < deadline) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    UUID ramp = UUID.fromString(record.key());
                    Matcher sequence = SEQUENCE.matcher(record.value());
                    if (ramp.getMostSignificantBits() == mine && sequence.find()) {
                        int step = Integer.parseInt(sequence.group(1)) - RampWebhook.FIRST_SEQUENCE;
                        long at = sent[(int) ramp.getLeastSignificantBits() - 1][step];
                        latencies.recordValue(Math.max(0, record.timestamp() - at));
                        ended = Math.max(ended, record.timestamp());
                    }
                }
            }
        }
        return measured(contestant, round, (long) ramps * RampWebhook.STEPS, latencies, ended - began, before);
    }

    private long[][] send(String prefix, int ramps) {
        var sent = new long[ramps][RampWebhook.STEPS];
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 5),
                new StringSerializer(),
                new StringSerializer())) {
            for (int step = 0; step < RampWebhook.STEPS; step++) {
                for (int ramp = 0; ramp < ramps; ramp++) {
                    String id = prefix + (ramp + 1);
                    var record = new ProducerRecord<>(
                            "provider.webhooks", "killb:" + id, RampWebhook.body(id + "-" + step, id, step));
                    record.headers().add("ce_provider", "killb".getBytes(StandardCharsets.UTF_8));
                    record.headers().add("ce_id", (id + "-" + step).getBytes(StandardCharsets.UTF_8));
                    sent[ramp][step] = System.currentTimeMillis();
                    producer.send(record);
                }
            }
        }
        return sent;
    }

    private KafkaConsumer<String, String> consumer() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap),
                new StringDeserializer(),
                new StringDeserializer());
        var partitions = consumer.partitionsFor("ramps").stream()
                .map(info -> new TopicPartition("ramps", info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private Map<String, Long> cpu() {
        var micros = new HashMap<String, Long>();
        pids.forEach((name, pid) -> micros.put(name, ProcessTree.cpuOf(pid).toNanos() / 1000));
        micros.put(
                Contest.LOAD_GENERATOR,
                Usage.cpuOf(ProcessHandle.current().pid()).toNanos() / 1000);
        return micros;
    }

    private Measurement measured(
            String contestant, int round, long wanted, Histogram latencies, long millis, Map<String, Long> before) {
        double done = Math.max(1, latencies.getTotalCount());
        Map<String, Long> after = cpu();
        var perTransition = new HashMap<String, Double>();
        after.forEach((name, micros) -> perTransition.put(name, (micros - before.getOrDefault(name, 0L)) / done));
        long missing = wanted - latencies.getTotalCount();
        double allCpu = perTransition.values().stream().mapToDouble(it -> it).sum() * done;
        double allCores = Math.max(1, millis) * 1e3 * Runtime.getRuntime().availableProcessors();
        return new Measurement(
                contestant,
                round,
                done / (Math.max(1, millis) / 1e3),
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99),
                perTransition.getOrDefault(RampReport.SERVICE, 0.0),
                0,
                perTransition,
                allCpu / allCores,
                0,
                Math.abs(missing),
                missing == 0 ? "" : missing + " webhooks did not become events in time");
    }
}
