package io.pasarela.system.ramp;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RampRows;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Simulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kill -9 between any two steps of a creation: one payout, or none and it is said so. */
class KilledCreationIT {

    private static final Duration SETTLED = Duration.ofSeconds(60);

    /** Kills at random moments. Few in a suite; to look for what they miss, {@code -Dpasarela.test.kills=50}. */
    private static final int KILLS = Integer.getInteger("pasarela.test.kills", 3);

    private static final String REFUND =
            ",\"refundInstructions\":{\"clabe\":\"646180157000000004\",\"beneficiary\":\"Ana Rojas\"}";

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();
    private final Simulator simulator = system.simulator();
    private final RampRows rows = new RampRows(system);
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void wellBehavedAgain() {
        simulator.forgetFaults();
        clients.close();
    }

    /** One kill for all steps: each creation is held at its own, by the provider or by a database that does not answer. */
    @Test
    void sixCreationsAtSixStepsSurviveOneKill() {
        Demo user = system.newUser();
        String run = UUID.randomUUID().toString();
        String answerLost = "answer-lost-" + run;
        String neverArrived = "never-arrived-" + run;
        String beforeCommit = "before-commit-" + run;
        String notStored = "not-stored-" + run;
        String beforeSending = "before-sending-" + run;
        String refunded = "refunded-" + run;
        Map<String, String> requests = new HashMap<>();
        for (String order : List.of(answerLost, neverArrived, beforeCommit, notStored, beforeSending, refunded)) {
            requests.put(order, request(user, order, order.equals(refunded) ? REFUND : ""));
        }

        simulator.fault("{\"target\":\"POST /ramps\",\"kind\":\"TIMEOUT_AFTER_COMMIT\"}");
        startAndAwaitSent(requests, answerLost);
        simulator.fault("{\"target\":\"POST /ramps\",\"kind\":\"TIMEOUT_BEFORE_COMMIT\"}");
        startAndAwaitSent(requests, neverArrived);
        simulator.fault("{\"target\":\"POST /ramps\",\"kind\":\"SLOW\",\"ms\":1800}");
        startAndAwaitSent(requests, beforeCommit);
        simulator.fault("{\"target\":\"GET /ramps\",\"kind\":\"SLOW\",\"ms\":1500,\"times\":50}");
        start(requests, beforeSending);
        start(requests, refunded);
        for (String held : List.of(beforeSending, refunded)) {
            eventually(() -> assertThat(rows.submission(held)).containsExactly("RESERVED"));
        }
        assertThat(kept(refunded)).contains("\"refundInstructions\":{").contains("646180157000000004");
        simulator.forgetFaults();
        simulator.fault("{\"target\":\"POST /ramps\",\"kind\":\"SLOW\",\"ms\":700}");
        startAndAwaitSent(requests, notStored);
        killWhileTheDatabaseIsSilent(rows.id(notStored));

        for (String reached : List.of(answerLost, beforeCommit, notStored, beforeSending, refunded)) {
            eventually(SETTLED, () -> assertThat(rows.submission(reached)).containsExactly("CONFIRMED"));
        }
        eventually(SETTLED, () -> assertThat(rows.submission(neverArrived)).containsExactly("ABANDONED"));
        for (String sentOnce : List.of(answerLost, beforeCommit, notStored, beforeSending, neverArrived)) {
            String id = rows.id(sentOnce);
            assertThat(simulator.creationsWith(id)).as(sentOnce).containsExactly(kept(sentOnce));
            assertThat(simulator.rampsWithKey(id)).as(sentOnce).hasSize(sentOnce.equals(neverArrived) ? 0 : 1);
        }
        // What was stored before the kill is what was sent after it; what was personal in it is gone since.
        assertThat(simulator.creationsWith(rows.id(refunded)))
                .singleElement()
                .satisfies(sent -> assertThat(sent)
                        .contains("\"clabe\":\"646180157000000004\",\"beneficiary\":\"Ana Rojas\"")
                        .startsWith(kept(refunded).substring(0, kept(refunded).length() - 1)));
        assertThat(kept(refunded)).doesNotContain("refundInstructions");
        var retried = gateway.post("/api/v2/ramps", requests.get(refunded));
        var failed = gateway.post("/api/v2/ramps", requests.get(neverArrived));
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.text("outcome")).isEqualTo("CONFIRMED");
        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.text("status")).isEqualTo("FAILED");
        assertThat(failed.text("reasonCode")).isEqualTo("NEVER_RECEIVED");
        assertThat(failed.text("nextAction")).isEqualTo("REQUOTE");
    }

    // The provider has it, and its answer cannot be stored.
    private void killWhileTheDatabaseIsSilent(String id) {
        system.sandbox().postgres().pause();
        try {
            eventually(() -> assertThat(simulator.rampsWithKey(id)).hasSize(1));
            system.sandbox().service("ramp-service").kill();
        } finally {
            system.sandbox().postgres().resume();
        }
        simulator.forgetFaults();
        system.sandbox().service("ramp-service").restart();
    }

    @Test
    void killsAtAnyMomentNeverMakeTwoPayoutsOfOneOrder() {
        long seed = System.nanoTime();
        System.out.println("KilledCreationIT: seed " + seed);
        Random random = new Random(seed);
        Demo user = system.newUser();
        String prefix = "loop-" + UUID.randomUUID() + "-";
        AtomicBoolean over = new AtomicBoolean();
        for (int client = 0; client < 4; client++) {
            String orders = prefix + client + "-";
            clients.submit(() -> {
                for (int order = 0; !over.get(); order++) {
                    orderUntilAnswered(user, orders + order, over);
                }
            });
        }

        for (int kill = 0; kill < KILLS; kill++) {
            LockSupport.parkNanos(Duration.ofMillis(300 + random.nextInt(1200)).toNanos());
            kill();
        }
        over.set(true);

        eventually(
                SETTLED,
                () -> assertThat(rows.column(
                                "select external_id from ramps where external_id like ? and submission not in ('CONFIRMED', 'ABANDONED')",
                                prefix + "%"))
                        .isEmpty());
        assertThat(rows.column(
                        "select external_id from ramps where external_id like ? group by external_id having count(*) > 1",
                        prefix + "%"))
                .isEmpty();
        List<String> ids = rows.column("select id::text from ramps where external_id like ?", prefix + "%");
        assertThat(ids).isNotEmpty().allSatisfy(id -> {
            boolean confirmed = rows.column("select submission from ramps where id::text = ?", id)
                    .equals(List.of("CONFIRMED"));
            assertThat(simulator.rampsWithKey(id)).as("seed %d, %s", seed, id).hasSize(confirmed ? 1 : 0);
            assertThat(simulator.creationsWith(id)).as("seed %d, %s", seed, id).hasSizeLessThanOrEqualTo(1);
        });
    }

    private void orderUntilAnswered(Demo user, String externalId, AtomicBoolean over) {
        String quotationId = "";
        while (!over.get()) {
            try {
                quotationId = quotationId.isEmpty() ? gateway.quotationId() : quotationId;
                int status = gateway.ramp(quotationId, user.userId(), user.walletId(), externalId)
                        .status();
                if (status < 300 || status == 422) {
                    return;
                }
            } catch (AssertionError _) {
                // The connection broke: the service was killed. A client sends the same request again.
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private void startAndAwaitSent(Map<String, String> requests, String externalId) {
        start(requests, externalId);
        eventually(() -> assertThat(rows.submission(externalId)).hasSize(1));
        String id = rows.id(externalId);
        eventually(() -> assertThat(simulator.creationsWith(id)).hasSize(1));
    }

    private void start(Map<String, String> requests, String externalId) {
        clients.submit(() -> gateway.post("/api/v2/ramps", requests.get(externalId)));
    }

    private String request(Demo user, String externalId, String more) {
        String request = Gateway.rampRequest(gateway.quotationId(), user.userId(), user.walletId(), externalId)
                .strip();
        return request.substring(0, request.length() - 1) + more + "}";
    }

    /** What is stored of the request. */
    private String kept(String externalId) {
        return rows.column("select convert_from(request, 'UTF8') from ramps where external_id = ?", externalId)
                .getFirst();
    }

    private void kill() {
        system.sandbox().service("ramp-service").kill();
        simulator.forgetFaults();
        system.sandbox().service("ramp-service").restart();
    }
}
