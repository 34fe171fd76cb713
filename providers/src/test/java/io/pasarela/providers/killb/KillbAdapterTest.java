package io.pasarela.providers.killb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pasarela.contracts.events.DepositInstruction;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.providers.AccountProvider.AccountData;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.ProviderFailure.Refused;
import io.pasarela.providers.QuotationProvider;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import io.pasarela.providers.RampProvider;
import io.pasarela.providers.UserProvider.UserData;
import io.pasarela.providers.calls.CallSettings;
import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.killb.KillbSimulator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against a KillB that speaks real HTTP. */
class KillbAdapterTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static KillbSimulator simulator;
    private static KillbApi api;

    @BeforeAll
    static void start() {
        simulator = KillbSimulator.start(VERTX, KillbSettings.DEFAULT.with("automaticPayment", false));
        api = api(simulator.baseUri());
    }

    @AfterAll
    static void stop() {
        simulator.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void forgetFaults() {
        control("DELETE", "/faults", "");
        control(
                "PUT",
                "/settings",
                "{\"rateDirection\":\"TO_PER_FROM\",\"expiresAtUnit\":\"MILLISECONDS\",\"requestsPerSecond\":100,\"burst\":200}");
    }

    @ParameterizedTest
    @CsvSource({"TO_PER_FROM,MILLISECONDS", "FROM_PER_TO,SECONDS"})
    void aPriceMeansTheSameInEitherOfKillbsDialects(String rateDirection, String expiresAtUnit) {
        control(
                "PUT",
                "/settings",
                "{\"rateDirection\":\"%s\",\"expiresAtUnit\":\"%s\"}".formatted(rateDirection, expiresAtUnit));

        Price price = await(quotations().quote(order(Asset.MXN, Asset.USDC, "1500.00", Side.FROM)));

        assertThat(price.from()).hasToString("1500.00 MXN");
        assertThat(price.providerQuotationId()).isNotBlank();
        assertThat(price.expiresAt()).isBetween(Instant.now(), Instant.now().plusSeconds(60));
        BigDecimal applied = price.to().amount().divide(price.from().amount(), MathContext.DECIMAL64);
        assertThat(Objects.requireNonNull(price.midRate()).rate())
                .isBetween(applied, applied.multiply(new BigDecimal("1.05")));
    }

    @Test
    void theReceiversSideCanBeFixed() {
        Price price = await(quotations().quote(order(Asset.MXN, Asset.USDC, "80", Side.TO)));

        assertThat(price.to()).hasToString("80.000000 USDC");
    }

    @Test
    void aUserIsReadByKillbsIdAndAnUnknownOneIsRefused() {
        var created = await(new KillbOnboarding(api)
                .createUser(UUID.randomUUID().toString(), new UserData("PERSON", json(PERSON))));

        var read = await(new KillbOnboarding(api).getUser(created.id()));
        var refused = catchThrowableOfType(
                Refused.class,
                () -> await(new KillbOnboarding(api).getUser(UUID.randomUUID().toString())));

        assertThat(read).isEqualTo(created);
        assertThat(refused.reason()).isEqualTo(Refused.Reason.NOT_FOUND);
    }

    @Test
    void eachLevelAllowsMoreThanTheOneBefore() {
        var kyc = new KillbKyc();

        for (var level : kyc.levels()) {
            kyc.levelAfter(level.name())
                    .filter(next -> next.dailyLimit() != null)
                    .ifPresent(next -> {
                        assertThat(next.dailyLimit()).isGreaterThan(level.dailyLimit());
                        assertThat(next.monthlyLimit()).isGreaterThan(level.monthlyLimit());
                    });
        }
        assertThat(kyc.levelAfter("L4")).isEmpty();
        assertThat(kyc.level("L5")).isEmpty();
        assertThat(kyc.levelAfter("L5")).isEmpty();
    }

    @Test
    void everyPairHasItsLimits() {
        var pairs = await(quotations().pairs());

        assertThat(pairs).isNotEmpty().allSatisfy(pair -> {
            assertThat(pair.minimum()).isPositive();
            assertThat(pair.maximum()).isGreaterThan(pair.minimum());
        });
    }

    @Test
    void aRampIsFoundAgainByItsKeyAndHasItsDepositInstructions() {
        RampProvider.Order order = aRampOrder();

        var created = await(ramps().create(order.key(), ramps().encode(order)));
        var found = await(ramps().findByKey(order.key()));

        assertThat(found).map(RampProvider.ProviderRamp::id).contains(created.id());
        assertThat(created.status()).isEqualTo(RampStatus.CREATED);
        assertThat(created.depositInstructions()).singleElement().satisfies(instruction -> {
            assertThat(instruction.clabe()).hasSize(18);
            assertThat(instruction.amount()).isEqualTo("1500.00");
        });
        assertThat(created.depositInstructions())
                .extracting(DepositInstruction::method)
                .containsExactly("SPEI");
    }

    @Test
    void anUnknownKeyIsNotFound() {
        assertThat(await(ramps().findByKey("nobody-knows-this"))).isEmpty();
    }

    @Test
    void aKeyThatWasUsedIsADuplicate() {
        RampProvider.Order order = aRampOrder();
        await(ramps().create(order.key(), ramps().encode(order)));

        var failure = failure(Refused.class, ramps().create(order.key(), ramps().encode(order)));

        assertThat(failure.reason()).isEqualTo(Refused.Reason.DUPLICATE);
    }

    @Test
    void anAddressThatSomebodyElseUsesIsNoRepetitionOfOurs() {
        var data = new UserData("PERSON", json(PERSON).put("email", "taken@example.com"));

        var failure = failure(
                Refused.class,
                new KillbOnboarding(api).createUser(UUID.randomUUID().toString(), data));

        assertThat(failure.reason()).isEqualTo(Refused.Reason.EMAIL_USED);
        assertThat(failure.faults())
                .extracting(Fault::field, Fault::code)
                .containsExactly(tuple("email", "EMAIL_USED"));
    }

    @Test
    void aRefusalOfPermissionForOneThingSaysNothingAboutOurCredentials() {
        RampProvider.Order order = aRampOrder();
        control("POST", "/faults", "{\"target\":\"POST /ramps\",\"kind\":\"STATUS\",\"status\":403}");

        var failure = failure(Refused.class, ramps().create(order.key(), ramps().encode(order)));

        assertThat(failure.reason()).isEqualTo(Refused.Reason.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMEOUT_AFTER_COMMIT", "TIMEOUT_BEFORE_COMMIT", "MALFORMED_JSON"})
    void aCreationWithoutAReadableAnswerIsUncertain(String fault) {
        RampProvider.Order order = aRampOrder();
        control("POST", "/faults", "{\"target\":\"POST /ramps\",\"kind\":\"%s\"}".formatted(fault));

        failure(ProviderFailure.Uncertain.class, ramps().create(order.key(), ramps().encode(order)));

        assertThat(await(ramps().findByKey(order.key())).isPresent()).isEqualTo(!fault.equals("TIMEOUT_BEFORE_COMMIT"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504, 408, 425})
    void aCreationAnsweredWithoutAVerdictIsUncertain(int status) {
        RampProvider.Order order = aRampOrder();
        control("POST", "/faults", "{\"target\":\"POST /ramps\",\"kind\":\"STATUS\",\"status\":%d}".formatted(status));

        failure(ProviderFailure.Uncertain.class, ramps().create(order.key(), ramps().encode(order)));
    }

    @Test
    void aRateLimitSaysWhenToComeBackAndNobodyIsSentBefore() {
        KillbQuotations hurried = new KillbQuotations(api(simulator.baseUri()));
        await(hurried.pairs());
        control("POST", "/faults", "{\"target\":\"GET\",\"kind\":\"STATUS\",\"status\":429,\"retryAfterSeconds\":7}");

        var told = failure(ProviderFailure.Unavailable.class, hurried.pairs());
        var paced = failure(ProviderFailure.Unavailable.class, hurried.pairs());

        assertThat(told.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(paced.why()).isEqualTo(ProviderFailure.Unavailable.Why.PACED);
        assertThat(paced.retryAfter()).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(8));
    }

    @Test
    void aRateLimitThatSoonEndsIsWaitedFor() {
        KillbQuotations patient = new KillbQuotations(api(simulator.baseUri()));
        control("POST", "/faults", "{\"target\":\"GET\",\"kind\":\"STATUS\",\"status\":429,\"retryAfterSeconds\":1}");

        assertThat(await(patient.pairs())).isNotEmpty();
    }

    @Test
    void aProcessThatKnowsTheRateNeverRunsIntoIt() {
        control("PUT", "/settings", "{\"requestsPerSecond\":20,\"burst\":10}");
        KillbQuotations paced = new KillbQuotations(api(new TestConfig(simulator.baseUri(), 20, 8)));
        int limitedBefore = rateLimited();

        var all = Uni.join()
                .all(IntStream.range(0, 30).mapToObj(_ -> paced.pairs()).toList())
                .andFailFast();

        assertThat(await(all)).hasSize(30).doesNotContainNull();
        assertThat(rateLimited()).isEqualTo(limitedBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STATUS", "MALFORMED_JSON", "TIMEOUT_BEFORE_COMMIT"})
    void aReadThatFailsOnceIsNoticedByNobody(String fault) {
        control("POST", "/faults", "{\"target\":\"GET /customers/pairs\",\"kind\":\"%s\"}".formatted(fault));

        assertThat(await(quotations().pairs())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 499})
    void aReadThatAProxyGaveUpIsNoRefusalAndIsTriedAgain(int status) {
        control(
                "POST",
                "/faults",
                "{\"target\":\"GET /customers/pairs\",\"kind\":\"STATUS\",\"status\":%d}".formatted(status));

        assertThat(await(quotations().pairs())).isNotEmpty();
    }

    @Test
    void refusedCredentialsAreNotInsistedUpon() {
        KillbQuotations stranger =
                new KillbQuotations(api(new TestConfig(simulator.baseUri(), 1000, 1000, "not-the-password")));
        int logInsBefore = logIns();

        var told = failure(ProviderFailure.Unavailable.class, stranger.pairs());
        var remembered = failure(ProviderFailure.Unavailable.class, stranger.pairs());

        assertThat(told.why()).isEqualTo(ProviderFailure.Unavailable.Why.CREDENTIALS);
        assertThat(remembered.why()).isEqualTo(ProviderFailure.Unavailable.Why.CREDENTIALS);
        assertThat(remembered.retryAfter()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(logIns() - logInsBefore).isEqualTo(1);
    }

    @Test
    void anUnreachableProviderIsUnavailableAndNothingWasSent() {
        KillbApi nowhere = api(URI.create("http://127.0.0.1:1"));

        failure(ProviderFailure.Unavailable.class, new KillbRamps(nowhere).create("k", new byte[] {'{', '}'}));
    }

    /** It would have been kept whole, and the process killed for its memory. */
    @Test
    void anAnswerThatIsFarTooLongIsNoAnswer() {
        byte[] chunk = new byte[64 * 1024];
        Arrays.fill(chunk, (byte) ' ');
        HttpServer talkative = VERTX.createHttpServer()
                .requestHandler(request -> {
                    var response = request.response().setChunked(true);
                    for (int sent = 0; sent < 100; sent++) {
                        response.write(Buffer.buffer(chunk));
                    }
                    response.end("{}");
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        KillbApi verbose = api(URI.create("http://127.0.0.1:" + talkative.actualPort()));

        var failure = failure(ProviderFailure.Unavailable.class, new KillbQuotations(verbose).pairs());

        assertThat(failure.getMessage()).contains("an answer of more than 4194304 bytes");
        talkative.close();
    }

    @Test
    void anExpiredTokenIsRenewedWithoutAnybodyNoticing() {
        await(quotations().pairs());
        control("POST", "/clock", "{\"advanceMs\":7200000}");

        assertThat(await(quotations().pairs())).isNotEmpty();
    }

    @Test
    void anExpiredQuotationIsToldAsSuch() {
        RampProvider.Order order = aRampOrder();
        control("POST", "/clock", "{\"advanceMs\":600000}");

        var failure = failure(Refused.class, ramps().create(order.key(), ramps().encode(order)));

        assertThat(failure.reason()).isEqualTo(Refused.Reason.QUOTATION_EXPIRED);
    }

    @Test
    void aRampSaysWhereItsDepositGoesBackToAndOnlyWhatIsNobodysIsLeftOfTheRequest() {
        RampProvider.Order order = aRampOrder(Map.of("clabe", "646180157000000004", "beneficiary", "Ana Rojas"));
        byte[] request = ramps().encode(order);
        byte[] kept = ramps().withoutPersonalData(request);

        assertThat(new String(request, UTF_8))
                .contains("\"refundInstructions\":{")
                .contains("\"clabe\":\"646180157000000004\"")
                .contains("\"beneficiary\":\"Ana Rojas\"");
        assertThat(await(ramps().create(order.key(), request)).key()).isEqualTo(order.key());
        assertThat(kept).isEqualTo(ramps().encode(without(order)));
        assertThat(ramps().withoutPersonalData(kept)).isSameAs(kept);
        assertThat(order.toString()).doesNotContain("Ana Rojas");
    }

    @Test
    void aRefundThatDoesNotFitTheDepositIsRefused() {
        RampProvider.Order order = aRampOrder(Map.of("address", "0x52908400098527886E0F7030069857D2E4169EE7"));

        var failure = failure(Refused.class, ramps().create(order.key(), ramps().encode(order)));

        assertThat(failure.reason()).isEqualTo(Refused.Reason.INVALID_REQUEST);
    }

    @Test
    void coinsGoBackOverTheNetworkThatTheyCameBy() {
        RampProvider.Order order = new RampProvider.Order(
                "key",
                "quotation",
                "user",
                "account",
                Money.exactly(Asset.USDT, BigDecimal.TEN),
                Money.exactly(Asset.MXN, BigDecimal.TEN),
                "TRON",
                "SPEI",
                Map.of("address", "T"));

        assertThat(new String(ramps().encode(order), UTF_8))
                .endsWith("\"refundInstructions\":{\"address\":\"T\",\"network\":\"TRON\",\"asset\":\"USDT\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "SPEI,beneficiary clabe",
                "POLYGON,address",
                "SOLANA,address",
                "BSC,address",
                "TRON,address",
                "ERC20,''",
                "PSE,''",
                "TRANSFIYA,''",
                "PRE_FUND_SPEI,''"
            })
    void onlyMethodsThatKillbHasAShapeForTakeRefundInstructions(String method, String fields) {
        assertThat(String.join(" ", new java.util.TreeSet<>(ramps().refundFields(method))))
                .isEqualTo(fields);
    }

    @Test
    void balancesAndBanksAreRead() {
        KillbBanks banks = new KillbBanks(api);

        assertThat(await(banks.banks("MX")))
                .isNotEmpty()
                .allSatisfy(bank -> assertThat(bank.code()).isNotBlank());
        assertThat(await(banks.balances()))
                .isNotEmpty()
                .allSatisfy(balance -> assertThat(balance.amount()).isNotNegative());
    }

    private static KillbApi api(URI url) {
        return api(new TestConfig(url));
    }

    private static KillbApi api(TestConfig config) {
        return new KillbApi(
                config,
                CallSettings.with(Map.of("try-timeout", "1S", "budget", "6S")),
                io.vertx.mutiny.core.Vertx.newInstance(VERTX),
                new SimpleMeterRegistry());
    }

    private static KillbQuotations quotations() {
        return new KillbQuotations(api);
    }

    private static KillbRamps ramps() {
        return new KillbRamps(api);
    }

    private static QuotationProvider.Order order(Asset from, Asset to, String amount, Side fixed) {
        return new QuotationProvider.Order(from, to, new BigDecimal(amount), fixed, "SPEI", "POLYGON", null);
    }

    private static RampProvider.Order aRampOrder() {
        return aRampOrder(Map.of());
    }

    private static RampProvider.Order without(RampProvider.Order order) {
        return new RampProvider.Order(
                order.key(),
                order.providerQuotationId(),
                order.providerUserId(),
                order.providerAccountId(),
                order.from(),
                order.to(),
                order.cashInMethod(),
                order.cashOutMethod(),
                Map.of());
    }

    private static RampProvider.Order aRampOrder(Map<String, String> refund) {
        KillbOnboarding onboarding = new KillbOnboarding(api);
        String userId = await(onboarding.createUser(UUID.randomUUID().toString(), new UserData("PERSON", json(PERSON))))
                .id();
        String accountId = await(onboarding.createAccount(
                        UUID.randomUUID().toString(), new AccountData(userId, "WALLET", json(WALLET))))
                .id();
        Price price = await(quotations().quote(order(Asset.MXN, Asset.USDC, "1500.00", Side.FROM)));
        return new RampProvider.Order(
                UUID.randomUUID().toString(),
                price.providerQuotationId(),
                userId,
                accountId,
                Money.exactly(Asset.MXN, new BigDecimal("1500.00")),
                price.to(),
                "SPEI",
                "POLYGON",
                refund);
    }

    private static final String PERSON = """
            {"firstName":"Ana","lastName":"Rojas","dateOfBirth":"1991-02-03","email":"ana@example.com","phone":"+573001112233",
             "address":{"street1":"Cl 1","city":"Bogota","state":"DC","zipCode":"110111","countryCode":"CO"},
             "document":{"type":"NUIP","number":"1020304050","issuedCountryCode":"CO"}}
            """;

    private static final String WALLET = """
            {"currency":"USDC","network":"POLYGON","address":"0x52908400098527886E0F7030069857D2E4169EE7"}
            """;

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) KillbReading.JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(15));
    }

    private static <F extends ProviderFailure> F failure(Class<F> kind, Uni<?> uni) {
        F failure = catchThrowableOfType(kind, () -> await(uni));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static int rateLimited() {
        return json(control("GET", "/stats", "")).path("rateLimited").asInt();
    }

    private static int logIns() {
        return json(control("GET", "/stats", ""))
                .path("requests")
                .path("POST /auth/login")
                .asInt();
    }

    private static String control(String method, String path, String body) {
        try {
            var response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(simulator.baseUri() + "/_sim" + path))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .header("Content-Type", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isLessThan(300);
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
