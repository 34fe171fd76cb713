package io.pasarela.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A retry never creates a second ramp. */
class RepeatedRequestIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @Test
    void theSameExternalIdTwiceIsOneRampAtTheProvider() {
        Demo user = system.newUser();
        String quotationId = gateway.quotationId();
        long before = system.simulator().rampsCreated();

        var first = gateway.ramp(quotationId, user.userId(), user.walletId(), "twice-" + user.userId());
        var second = gateway.ramp(quotationId, user.userId(), user.walletId(), "twice-" + user.userId());

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(second.text("providerRampId")).isEqualTo(first.text("providerRampId"));
        assertThat(system.simulator().rampsCreated() - before).isEqualTo(1);
    }

    @Test
    void fiftyAtOnceAreOneRampAtTheProvider() throws InterruptedException, ExecutionException {
        Demo user = system.newUser();
        String quotationId = gateway.quotationId();
        long before = system.simulator().rampsCreated();
        Callable<Gateway.Answer> create =
                () -> gateway.ramp(quotationId, user.userId(), user.walletId(), "fifty-" + user.userId());

        List<Gateway.Answer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(50, create))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers)
                .extracting(Gateway.Answer::status)
                .isSubsetOf(201, 200, 409)
                .containsOnlyOnce(201);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.text("code")).isEqualTo("REQUEST_IN_FLIGHT");
        });
        assertThat(system.simulator().rampsCreated() - before).isEqualTo(1);
    }

    @Test
    void theSameExternalIdForSomethingElseIsRefused() {
        Demo user = system.newUser();
        gateway.ramp(user, "else-" + user.userId());

        var other = gateway.ramp(user, "else-" + user.userId());

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("code")).isEqualTo("IDEMPOTENCY_MISMATCH");
    }

    @Test
    void oneQuotationIsExecutedOnce() {
        Demo user = system.newUser();
        String quotationId = gateway.quotationId();
        gateway.ramp(quotationId, user.userId(), user.walletId(), "quoted-a-" + user.userId());

        var other = gateway.ramp(quotationId, user.userId(), user.walletId(), "quoted-b-" + user.userId());

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("code")).isEqualTo("QUOTATION_USED");
        assertThat(other.text("nextAction")).isEqualTo("REQUOTE");
    }

    @Test
    void twoClientsMayUseTheSameExternalId() {
        Demo mine = system.newUser();
        Gateway neighbour = system.as(Client.OTHER_APP, Client.OTHER_APP.id());
        Demo theirs = Demo.onboard(
                system.sandbox().door(), system.sandbox().issuer().token(Client.OTHER_APP), "-" + mine.userId());

        var ramp = gateway.ramp(mine, "shared-" + mine.userId());
        var neighbours = neighbour.ramp(theirs, "shared-" + mine.userId());

        assertThat(ramp.status()).isEqualTo(201);
        assertThat(neighbours.status()).isEqualTo(201);
        assertThat(neighbours.text("id")).isNotEqualTo(ramp.text("id"));
    }
}
