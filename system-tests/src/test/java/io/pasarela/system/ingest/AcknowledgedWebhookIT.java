package io.pasarela.system.ingest;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.system.support.IngestService;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A 2xx means that the webhook is in the topic, whatever happens to the broker or to Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcknowledgedWebhookIT {

    private static final int SENDERS = 50;

    /** A few seconds' worth; {@code -Dpasarela.mixed.requests=50000} sends more. */
    private static final int REQUESTS = Integer.getInteger("pasarela.mixed.requests", 4_000);

    /** One delivery and its answer. */
    private record Answer(String event, boolean genuine, int status, String retryAfter, Duration taken) {}

    private final RunningSystem system = RunningSystem.get();
    private IngestService ingest;

    @BeforeAll
    void start() {
        ingest = IngestService.start(system, IngestService.ACME);
    }

    @AfterAll
    void stop() {
        ingest.close();
    }

    @Test
    void goodBadAndRepeatedRequestsLeaveEachAcknowledgedEventInTheTopicExactlyOnce() {
        String run = UUID.randomUUID().toString();
        List<Answer> answers = send(REQUESTS, i -> run + "-" + i % (REQUESTS * 5 / 8), i -> i % 5 != 4);

        assertThat(answers)
                .filteredOn(Answer::genuine)
                .extracting(Answer::status)
                .containsOnly(200);
        assertThat(answers)
                .filteredOn(a -> !a.genuine())
                .extracting(Answer::status)
                .containsOnly(401);
        List<String> acknowledged = events(answers, 200);
        assertThat(published(run)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    @Test
    void aHundredAtOnceWithOneEventPublishItOnce() {
        String run = UUID.randomUUID().toString();
        assertThat(send(100, _ -> run, _ -> true)).extracting(Answer::status).containsOnly(200);
        assertThat(published(run)).containsExactly(run);
    }

    @Test
    void whatTwoReplicasGetAtTheSameTimeIsInTheTopicOnce() {
        String run = UUID.randomUUID().toString();
        try (var other = IngestService.start(system, IngestService.ACME)) {
            eventually(() -> assertThat(marksInRedis(other)).isTrue());
            IntFunction<String> event = i -> run + "-" + i / 2;
            List<Answer> answers = send(600, i -> sendOne(i % 2 == 0 ? ingest : other, event.apply(i), true));
            // Whoever is not the first hears that it is published, or is to come again.
            assertThat(answers).extracting(Answer::status).containsOnly(200, 503);
            assertThat(events(answers, 200)).hasSize(300);

            assertThat(send(600, i -> sendOne(i % 2 == 0 ? other : ingest, event.apply(i), true)))
                    .extracting(Answer::status)
                    .containsOnly(200);
        }
        assertThat(published(run)).hasSize(300).doesNotHaveDuplicates();
    }

    // One that has just started may find Redis slow, and then publishes without it for a second.
    private boolean marksInRedis(IngestService replica) {
        String event = UUID.randomUUID().toString();
        replica.deliver(body(event));
        ingest.deliver(body(event));
        return published(event).size() == 1;
    }

    @Test
    void whileTheBrokerIsFrozenTheAnswerIs503WithinFourSecondsAndItIsItselfAgainSecondsAfterwards() {
        String run = UUID.randomUUID().toString();
        assertThat(ingest.deliver(body(run + "-before")).statusCode()).isEqualTo(200);

        system.sandbox().kafka().pause();
        List<Answer> frozen;
        try {
            frozen = send(200, i -> run + "-" + i, _ -> true);
        } finally {
            system.sandbox().kafka().resume();
        }
        assertThat(frozen).extracting(Answer::status).containsOnly(503);
        assertThat(frozen).extracting(Answer::retryAfter).containsOnly("5");
        assertThat(frozen).allSatisfy(a -> assertThat(a.taken()).isLessThan(Duration.ofSeconds(4)));

        eventually(
                Duration.ofSeconds(10),
                () -> assertThat(ingest.deliver(body(run + "-after")).statusCode())
                        .isEqualTo(200));
        // The provider comes again, as it was told to; nothing is stored twice by that.
        assertThat(send(200, i -> run + "-" + i, _ -> true))
                .extracting(Answer::status)
                .containsOnly(200);
        assertThat(published(run)).hasSize(202).doesNotHaveDuplicates();
    }

    @Test
    void whatWasAcknowledgedWhileTheBrokerWasKilledAndStartedAgainIsInTheTopic() throws InterruptedException {
        String run = UUID.randomUUID().toString();
        var answers = new ConcurrentLinkedQueue<Answer>();
        var underWay = new CountDownLatch(500);
        Thread load = Thread.ofVirtual()
                .start(() -> answers.addAll(send(
                        3_000,
                        i -> {
                            underWay.countDown();
                            return run + "-" + i;
                        },
                        _ -> true)));
        underWay.await();
        system.sandbox().kafka().kill();
        system.sandbox().kafka().restart();
        load.join();

        assertThat(answers).extracting(Answer::status).containsOnly(200, 503);
        assertThat(answers).allSatisfy(a -> assertThat(a.taken()).isLessThan(Duration.ofSeconds(4)));
        eventually(
                Duration.ofSeconds(10),
                () -> assertThat(ingest.deliver(body(run + "-after")).statusCode())
                        .isEqualTo(200));
        assertThat(published(run)).containsAll(events(List.copyOf(answers), 200));
    }

    @Test
    void withoutRedisAWebhookIsPublishedAnyway() {
        String run = UUID.randomUUID().toString();
        system.sandbox().redis().kill();
        try {
            assertThat(send(50, i -> run + "-" + i, _ -> true))
                    .extracting(Answer::status)
                    .containsOnly(200);
        } finally {
            system.sandbox().redis().restart();
        }
        assertThat(published(run)).hasSize(50);

        eventually(() -> {
            String event = UUID.randomUUID().toString();
            ingest.deliver(body(event));
            ingest.deliver(body(event));
            assertThat(published(event)).containsExactly(event);
        });
    }

    @Test
    void aHangingRedisHoldsNobodyUp() {
        String run = UUID.randomUUID().toString();
        system.sandbox().redis().pause();
        try {
            List<Answer> answers = send(50, i -> run + "-" + i, _ -> true);
            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(answers).allSatisfy(a -> assertThat(a.taken()).isLessThan(Duration.ofSeconds(2)));
        } finally {
            system.sandbox().redis().resume();
        }
    }

    @Test
    void whoWaitsForAReplicaThatIsStoppedIsAnsweredBeforeItGoes() throws InterruptedException {
        String run = UUID.randomUUID().toString();
        try (var leaving = IngestService.start(system, IngestService.ACME)) {
            assertThat(leaving.deliver(body(run)).statusCode()).isEqualTo(200);
            var answers = new ConcurrentLinkedQueue<Answer>();
            system.sandbox().kafka().pause();
            try {
                Thread waiting = Thread.ofVirtual()
                        .start(() -> answers.addAll(send(20, i -> sendOne(leaving, run + "-" + i, true))));
                eventually(() -> assertThat(leaving.metrics()).contains("pasarela_webhooks_publishing 20.0"));
                leaving.part().stop();
                waiting.join();
            } finally {
                system.sandbox().kafka().resume();
            }
            assertThat(answers).hasSize(20).extracting(Answer::status).containsOnly(503);
        }
    }

    private List<Answer> send(int count, Function<Integer, String> event, Function<Integer, Boolean> genuine) {
        return send(count, i -> sendOne(ingest, event.apply(i), genuine.apply(i)));
    }

    private static List<Answer> send(int count, IntFunction<Answer> one) {
        List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int i = 0; i < count; i++) {
                int number = i;
                senders.submit(() -> answers.add(one.apply(number)));
            }
        }
        assertThat(answers).hasSize(count);
        return answers;
    }

    private static Answer sendOne(IngestService replica, String event, boolean genuine) {
        long started = System.nanoTime();
        HttpResponse<String> response = genuine
                ? replica.deliver(body(event))
                : replica.post("acme", body(event + "-bad"), "X-Acme-Signature", "00".repeat(32));
        return new Answer(
                event,
                genuine,
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse("none"),
                Duration.ofNanos(System.nanoTime() - started));
    }

    private static String body(String event) {
        return "{\"id\":\"%s\",\"type\":\"paid\",\"order\":\"o-%s\"}".formatted(event, event);
    }

    private static List<String> events(List<Answer> answers, int status) {
        return answers.stream()
                .filter(a -> a.status() == status)
                .map(Answer::event)
                .distinct()
                .toList();
    }

    private List<String> published(String run) {
        Map<Boolean, List<ConsumerRecord<String, String>>> ours =
                Topic.everything(system.sandbox().kafkaBootstrap(), Topics.PROVIDER_WEBHOOKS).stream()
                        .collect(Collectors.partitioningBy(
                                record -> Topic.header(record, "ce_id").startsWith(run)));
        return ours.get(true).stream()
                .map(record -> Topic.header(record, "ce_id"))
                .toList();
    }
}
