package io.pasarela.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampDirection;
import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read: complete in every language, right in amounts and times, and free of anybody else's words. */
class MessagesTest {

    private static final Locale ES = Locale.of("es");
    private static final Instant NOON = Instant.parse("2026-11-28T18:00:00Z");

    static Stream<Locale> languages() {
        return Languages.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyStatusHasItsWordsInBothDirectionsWithAndWithoutReasonAndDeadline(Locale language) {
        for (RampDirection direction : RampDirection.values()) {
            for (RampStatus status : RampStatus.values()) {
                for (Outcome outcome : Outcome.values()) {
                    for (Instant expiry : Arrays.asList(null, NOON)) {
                        for (RampReason reason : Arrays.asList(concat(RampReason.values()))) {
                            Message message =
                                    Messages.of(ramp(direction, status, outcome, expiry, reason, "MXN"), language);

                            assertThat(List.of(message.title(), message.body(), message.next()))
                                    .as("%s %s in %s", direction, status, language)
                                    .allSatisfy(text ->
                                            assertThat(text).isNotBlank().doesNotContain("{", "}"));
                            assertThat(message.title()).hasSizeLessThanOrEqualTo(40);
                        }
                    }
                }
            }
        }
    }

    @Test
    void theFilesHaveTheSameKeysAndFillInTheSameValues() {
        ResourceBundle spanish = bundle(ES);
        for (Locale language : Languages.ALL) {
            ResourceBundle other = bundle(language);

            assertThat(other.getLocale()).isEqualTo(language);
            assertThat(other.keySet()).isEqualTo(spanish.keySet());
            for (String key : spanish.keySet()) {
                assertThat(places(other.getString(key)))
                        .as("%s in %s", key, language)
                        .isEqualTo(places(spanish.getString(key)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "es, MXN, '1,500.00 MXN'",
        "es, COP, '1.500,00 COP'",
        "en, MXN, '1,500.00 MXN'",
        "pt, BRL, '1.500,00 BRL'",
        "es, CLP, '1.500 CLP'",
        "es, USD, '1.500,00 USD'"
    })
    void anAmountIsWrittenAsItIsWhereTheMoneyIsFrom(String language, String currency, String amount) {
        Message message = Messages.of(
                ramp(RampDirection.ON_RAMP, RampStatus.AWAITING_DEPOSIT, Outcome.CONFIRMED, null, null, currency),
                Locale.of(language));

        assertThat(message.body().replace('\u00a0', ' ')).contains(amount);
    }

    @Test
    void aTokenHasTheDecimalsThatItNeedsAndAtLeastTwo() {
        Written written = new Written(Locale.of("es", "MX"), Region.of("MXN", "USDC"));

        assertThat(written.amount(new BigDecimal("81.081081"), "USDC")).isEqualTo("81.081081\u00a0USDC");
        assertThat(written.amount(new BigDecimal("81.500000"), "USDC")).isEqualTo("81.50\u00a0USDC");
        assertThat(written.amount(new BigDecimal("0.00012300"), "BTC")).isEqualTo("0.000123\u00a0BTC");
        assertThat(written.amount(new BigDecimal("12345678901234.567"), "XYZ"))
                .isEqualTo("12,345,678,901,234.567\u00a0XYZ");
    }

    @Test
    void aDeadlineIsToldInTheTimeOfThePlaceWithItsDistanceFromUtc() {
        Message message = Messages.of(
                ramp(RampDirection.ON_RAMP, RampStatus.AWAITING_DEPOSIT, Outcome.CONFIRMED, NOON, null, "MXN"), ES);

        assertThat(message.next()).contains("28 nov 2026").contains("12:00").contains("(GMT-6)");
    }

    @Test
    void whatWasReallyPaidAndDeliveredIsToldOnceItIsKnown() {
        Message message = Messages.of(
                ramp(RampDirection.ON_RAMP, RampStatus.COMPLETED, Outcome.CONFIRMED, null, null, "MXN"), ES);

        assertThat(message.body()).contains("81.00\u00a0USDC").contains("1,499.00\u00a0MXN");
    }

    @Test
    void nobodyIsAskedToPayForAnOrderInDoubt() {
        Message message = Messages.of(
                ramp(RampDirection.ON_RAMP, RampStatus.CREATED, Outcome.UNCERTAIN, null, null, "MXN"), Locale.ENGLISH);

        assertThat(message.next()).contains("do not pay yet");
    }

    @Test
    void aFailureSaysWhatToDo() {
        Message message = Messages.of(
                ramp(
                        RampDirection.ON_RAMP,
                        RampStatus.FAILED,
                        Outcome.CONFIRMED,
                        null,
                        RampReason.ACCOUNT_INVALID,
                        "MXN"),
                Locale.ENGLISH);

        assertThat(message.next()).contains("choose another one");
    }

    @Test
    void theWordsOfAProviderOrClientNeverReachThePerson() {
        for (RampStatus status : RampStatus.values()) {
            RampSnapshot ramp = ramp(RampDirection.OFF_RAMP, status, Outcome.CONFIRMED, NOON, RampReason.OTHER, "MXN");
            Message message = Messages.of(ramp, ES);

            assertThat(message.title() + message.body() + message.next()).doesNotContain("<script>");
        }
    }

    @Test
    void aLanguageIsWhatIsAcceptedThenWhatIsPreferredThenSpanish() {
        Locale pt = Locale.of("pt");

        assertThat(Languages.of("pt-BR,en;q=0.5", java.util.Optional.of(ES))).isEqualTo(pt);
        assertThat(Languages.of("fr", java.util.Optional.of(pt))).isEqualTo(pt);
        assertThat(Languages.of(null, java.util.Optional.of(pt))).isEqualTo(pt);
        assertThat(Languages.of("fr,de", java.util.Optional.empty())).isEqualTo(ES);
        assertThat(Languages.of(";;;", java.util.Optional.empty())).isEqualTo(ES);
    }

    private static RampReason[] concat(RampReason[] reasons) {
        return Arrays.copyOf(reasons, reasons.length + 1);
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                Texts.BUNDLE, language, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    private static TreeSet<String> places(String template) {
        TreeSet<String> found = new TreeSet<>();
        var place = java.util.regex.Pattern.compile("\\{[^}]*}").matcher(template);
        while (place.find()) {
            found.add(place.group());
        }
        return found;
    }

    private static RampSnapshot ramp(
            RampDirection direction,
            RampStatus status,
            Outcome outcome,
            @Nullable Instant depositExpiresAt,
            @Nullable RampReason reason,
            String money) {
        boolean buys = direction == RampDirection.ON_RAMP;
        boolean done = status == RampStatus.COMPLETED;
        return new RampSnapshot(
                UUID.randomUUID(),
                "order<script>",
                "shop<script>",
                UUID.randomUUID(),
                "ana<script>",
                UUID.randomUUID(),
                UUID.randomUUID(),
                "killb<script>",
                "p-1<script>",
                direction,
                status,
                "WEIRD<script>",
                outcome,
                null,
                buys ? money : "USDC",
                new BigDecimal(buys ? "1500.00" : "81.081081"),
                buys ? "USDC" : money,
                new BigDecimal(buys ? "81.081081" : "1500.00"),
                done && buys ? new BigDecimal("1499.00") : null,
                done && buys ? new BigDecimal("81.000000") : null,
                "SPEI",
                "POLYGON",
                List.of(),
                depositExpiresAt,
                null,
                "<script>alert(1)</script>",
                reason,
                reason == null ? null : reason.nextAction(),
                NOON,
                NOON);
    }
}
