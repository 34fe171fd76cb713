package io.pasarela.system.ramp;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RampRows;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Simulator;
import java.time.Duration;
import java.util.List;
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
    private static final int KILLS = 5;

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

    @Test
    void fourCreationsAtFourStepsSurviveOneKill() {
        Demo user = system.newUser();
        String run = UUID.randomUUID().toString();
        String answerLost = "answer-lost-" + run;
        String neverArrived = "never-arrived-" + run;
        String beforeCommit = "before-commit-" + run;
        String beforeSending = "before-sending-" + run;
        List<String> quotations =
                List.of(gateway.quotationId(), gateway.quotationId(), gateway.quotationId(), gateway.quotationId());

        simulator.fault("{\"target\":\"POST /ramps\",\"kind\":\"TIMEOUT_AFTER_COMMIT\"}");
        startAndAwaitSent(user, quotations.get(0), answerLost);
        simulator.fault("{\"target\":\"POST /ramps\",\"kind\":\"TIMEOUT_BEFORE_COMMIT\"}");
        startAndAwaitSent(user, quotations.get(1), neverArrived);
        simulator.fault("{\"target\":\"POST /ramps\",\"kind\":\"SLOW\",\"ms\":1800}");
        startAndAwaitSent(user, quotations.get(2), beforeCommit);
        simulator.fault("{\"target\":\"GET /ramps\",\"kind\":\"SLOW\",\"ms\":1500,\"times\":50}");
        start(user, quotations.get(3), beforeSending);
        eventually(() -> assertThat(rows.submission(beforeSending)).containsExactly("RESERVED"));
        kill();

        for (String reached : List.of(answerLost, beforeCommit, beforeSending)) {
            eventually(SETTLED, () -> assertThat(rows.submission(reached)).containsExactly("CONFIRMED"));
        }
        eventually(SETTLED, () -> assertThat(rows.submission(neverArrived)).containsExactly("ABANDONED"));
        for (String sentOnce : List.of(answerLost, beforeCommit, beforeSending, neverArrived)) {
            String id = rows.id(sentOnce);
            assertThat(simulator.creationsWith(id))
                    .as(sentOnce)
                    .isEqualTo(rows.column("select convert_from(request, 'UTF8') from ramps where id::text = ?", id));
            assertThat(simulator.rampsWithKey(id)).as(sentOnce).hasSize(sentOnce.equals(neverArrived) ? 0 : 1);
        }
        var retried = gateway.ramp(quotations.get(3), user.userId(), user.walletId(), beforeSending);
        var failed = gateway.ramp(quotations.get(1), user.userId(), user.walletId(), neverArrived);
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.text("outcome")).isEqualTo("CONFIRMED");
        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.text("status")).isEqualTo("FAILED");
        assertThat(failed.text("reasonCode")).isEqualTo("NEVER_RECEIVED");
        assertThat(failed.text("nextAction")).isEqualTo("REQUOTE");
    }

    @Test
    void anAnswerThatCouldNotBeStoredIsFoundAgain() {
        Demo user = system.newUser();
        String externalId = "not-stored-" + user.userId();
        simulator.fault("{\"target\":\"POST /ramps\",\"kind\":\"SLOW\",\"ms\":1000}");
        startAndAwaitSent(user, gateway.quotationId(), externalId);
        String id = rows.id(externalId);
        system.sandbox().postgres().pause();
        try {
            eventually(() -> assertThat(simulator.rampsWithKey(id)).hasSize(1));
            system.sandbox().service("ramp-service").kill();
        } finally {
            system.sandbox().postgres().resume();
        }
        system.sandbox().service("ramp-service").restart();

        eventually(SETTLED, () -> assertThat(rows.submission(externalId)).containsExactly("CONFIRMED"));
        assertThat(simulator.rampsWithKey(id)).hasSize(1);
        assertThat(simulator.creationsWith(id)).hasSize(1);
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

    private void startAndAwaitSent(Demo user, String quotationId, String externalId) {
        start(user, quotationId, externalId);
        eventually(() -> assertThat(rows.submission(externalId)).hasSize(1));
        String id = rows.id(externalId);
        eventually(() -> assertThat(simulator.creationsWith(id)).hasSize(1));
    }

    private void start(Demo user, String quotationId, String externalId) {
        clients.submit(() -> gateway.ramp(quotationId, user.userId(), user.walletId(), externalId));
    }

    private void kill() {
        system.sandbox().service("ramp-service").kill();
        simulator.forgetFaults();
        system.sandbox().service("ramp-service").restart();
    }
}
