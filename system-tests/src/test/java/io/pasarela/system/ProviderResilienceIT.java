package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.Gateway.Answer;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that is slow, sick or strict: answers in bounded time, no storm of requests, nothing created twice. */
class ProviderResilienceIT {

    private static final String SIMULATE = "POST /quotations/simulation";
    private static final AtomicInteger CENTS = new AtomicInteger();

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @AfterEach
    void wellBehavedAgain() {
        system.simulator().forgetFaults();
        system.simulator().settings("{\"requestsPerSecond\":1000,\"burst\":2000}");
        eventually(() -> assertThat(simulate().status()).isEqualTo(200));
    }

    @Test
    void failuresThatPassAreSeenByNobody() {
        double retriesBefore = retries();
        long askedBefore = system.simulator().requests(SIMULATE);
        fault("STATUS", "\"status\":502,\"times\":2");

        Answer answer = simulate();

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(system.simulator().requests(SIMULATE) - askedBefore).isEqualTo(3);
        assertThat(retries() - retriesBefore).isEqualTo(2);
    }

    @Test
    void aProviderThatIsSlowCostsNoMoreThanTheBudget() {
        // Longer than the whole budget of the running system, so that every try is given up.
        fault("SLOW", "\"ms\":6000,\"times\":4");
        long began = System.nanoTime();

        Answer answer = simulate();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("code")).isEqualTo("PROVIDER_UNAVAILABLE");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aProviderThatKeepsFailingIsLeftAloneForAWhileAndThenAskedAgain() {
        fault("STATUS", "\"status\":500,\"times\":100000");
        eventually(() -> assertThat(metric("ft_circuitbreaker_state_current", "killb.simulate", "state=\"open\""))
                .as("%s", simulate().status())
                .isEqualTo(1));
        long askedBefore = system.simulator().requests(SIMULATE);

        Answer answer = simulate();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After").map(Integer::parseInt))
                .hasValueSatisfying(seconds -> assertThat(seconds).isPositive());
        assertThat(system.simulator().requests(SIMULATE)).isEqualTo(askedBefore);
        // Only what fails is left alone.
        assertThat(gateway.quote("MXN", "USDC", "1500.00", "SPEI", "POLYGON").status())
                .isEqualTo(201);

        system.simulator().forgetFaults();
        eventually(() -> assertThat(simulate().status()).isEqualTo(200));
    }

    @Test
    void aStrictProviderIsKeptToAndNotStormed() throws Exception {
        system.simulator().settings("{\"requestsPerSecond\":20,\"burst\":10}");
        long limitedBefore = system.simulator().rateLimited();

        List<Answer> answers = atOnce(60);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 503));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent());
        // Those in flight when the first refusal comes are refused too; all others wait here, and their retries do.
        assertThat(system.simulator().rateLimited() - limitedBefore).isLessThanOrEqualTo(60);
        long limitedSoFar = system.simulator().rateLimited();
        List<Answer> later = atOnce(60);
        assertThat(system.simulator().rateLimited() - limitedSoFar).isLessThanOrEqualTo(60);
        assertThat(later).isNotEmpty();
    }

    @Test
    void aCreationIsSentOnceWhateverComesOfIt() {
        for (String fault : List.of(
                "\"kind\":\"STATUS\",\"status\":500",
                "\"kind\":\"STATUS\",\"status\":429,\"retryAfterSeconds\":1",
                "\"kind\":\"TIMEOUT_AFTER_COMMIT\"")) {
            Demo user = system.newUser();
            String quotationId = gateway.quotationId();
            long sentBefore = system.simulator().requests("POST /ramps");
            system.simulator().fault("{\"target\":\"POST /ramps\",%s}".formatted(fault));

            Answer answer = gateway.ramp(quotationId, user.userId(), user.walletId(), "once-" + user.userId());

            assertThat(answer.status()).as(fault).isIn(202, 503);
            assertThat(system.simulator().requests("POST /ramps") - sentBefore)
                    .as(fault)
                    .isEqualTo(1);
        }
    }

    @Test
    void everyMetricOfThePageIsThere() throws IOException {
        String page = Files.readString(SandboxOptions.enclosingCheckout().resolve("docs/providers-resilience.md"));
        simulate();
        String metrics = system.metrics("quote-service");

        // A meter with labels of its own shows once there was something to count.
        List<String> missing = Pattern.compile("`((?:ft|pasarela)_\\w+)`")
                .matcher(page)
                .results()
                .map(name -> name.group(1))
                .filter(name -> !metrics.contains("\n" + name + "{"))
                .toList();

        assertThat(missing).isEmpty();
    }

    private List<Answer> atOnce(int requests) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, requests)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(this::simulate, threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    // Another amount each time: who asks for the same within a second is told the same.
    private Answer simulate() {
        int cents = CENTS.incrementAndGet();
        return gateway.post("/api/v2/quotations/simulation", """
                {"fromCurrency":"MXN","toCurrency":"USDC","amount":"%d.%02d","cashInMethod":"SPEI","cashOutMethod":"POLYGON"}
                """.formatted(1_500 + cents / 100, cents % 100));
    }

    private void fault(String kind, String more) {
        system.simulator().fault("{\"target\":\"%s\",\"kind\":\"%s\",%s}".formatted(SIMULATE, kind, more));
    }

    private double retries() {
        return metric("ft_retry_retries_total", "killb.simulate", "");
    }

    private double metric(String name, String method, String label) {
        return system.metrics("quote-service")
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> line.contains("method=\"" + method + "\"") && line.contains(label))
                // Behind a counter of what was traced stands an example of it: "# {trace_id=...} 1.0 ...".
                .map(line -> line.replaceFirst(" # .*", ""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
