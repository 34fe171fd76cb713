package io.pasarela.system.quote;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway.Answer;
import io.pasarela.system.support.RedisShell;
import io.pasarela.system.support.RunningSystem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A webhook makes old what it is about, at once. */
class InvalidationIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final RunningSystem system = RunningSystem.get();
    private final RedisShell redis = new RedisShell(system, 0);

    @Test
    void aCompletedRampMakesTheNextReadOfBalancesAFreshOne() {
        Demo user = system.newUser();
        var ramp = system.gateway().ramp(user, "balances-" + user.userId());
        balances();
        assertThat(status(balances())).startsWith("pasarela; hit");
        long before = system.simulator().requests("GET /customers/balances");

        system.simulator().pay(ramp.text("providerRampId"));

        eventually(SOON, () -> {
            balances();
            assertThat(system.simulator().requests("GET /customers/balances")).isGreaterThan(before);
        });
    }

    @Test
    void aUsersWebhookDropsWhatIsKeptOfThatUserAndOfNobodyElse() {
        Demo user = system.newUser();
        String providerUserId = system.simulator().userId(user.userId());
        String kept = "cache:{killb:user:%s}".formatted(providerUserId);
        redis.say("SET " + kept + " old");
        redis.say("SET cache:{killb:user:somebody-else} old EX 60");

        system.simulator().rejectUser(user.userId());

        eventually(SOON, () -> assertThat(redis.say("EXISTS " + kept)).isEqualTo(":0"));
        assertThat(redis.say("EXISTS cache:{killb:user:somebody-else}")).isEqualTo(":1");
    }

    @Test
    void anEventThatComesWhileRedisIsFrozenIsNotForgotten() {
        Demo user = system.newUser();
        String kept = "cache:{killb:user:%s}".formatted(system.simulator().userId(user.userId()));
        redis.say("SET " + kept + " old");

        system.sandbox().redis().pause();
        try {
            system.simulator().rejectUser(user.userId());
            eventually(
                    SOON,
                    () -> assertThat(system.gateway()
                                    .get("/api/v2/users/" + user.userId())
                                    .text("status"))
                            .isEqualTo("REJECTED"));
        } finally {
            system.sandbox().redis().resume();
        }

        eventually(SOON, () -> assertThat(redis.say("EXISTS " + kept)).isEqualTo(":0"));
    }

    /** From the provider's decision on: its webhook, our topic and the cache are all in the second. */
    @Test
    void withinASecondOfTheWebhookTheNextReadIsFresh() {
        Demo warming = system.newUser();
        system.simulator().rejectUser(warming.userId());
        eventually(SOON, () -> assertThat(statusOf(warming)).isEqualTo("REJECTED"));
        Demo user = system.newUser();
        eventually(SOON, () -> assertThat(statusOf(user)).isEqualTo("ACTIVE"));
        String kept = "cache:{killb:user:%s}".formatted(system.simulator().userId(user.userId()));
        assertThat(redis.say("EXISTS " + kept)).isEqualTo(":1");

        system.simulator().rejectUser(user.userId());

        eventually(Duration.ofSeconds(1), () -> assertThat(statusOf(user)).isEqualTo("REJECTED"));
    }

    private String statusOf(Demo user) {
        return system.gateway()
                .get("/api/v2/users/%s/limits".formatted(user.userId()))
                .text("status");
    }

    private Answer balances() {
        return system.gateway().get("/api/v2/balances");
    }

    private static String status(Answer answer) {
        return answer.headers().firstValue("Cache-Status").orElse("");
    }
}
