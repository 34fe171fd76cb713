package io.pasarela.providers.killb;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pasarela.contracts.events.DepositInstruction;
import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.QuotationProvider.MidRate;
import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.providers.UserProvider.ProviderUser;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads KillB's JSON, tolerantly: amounts as numbers or strings, times as ISO text, epoch seconds or epoch milliseconds, rates in
 * either direction. What is missing or unreadable is absent, never guessed.
 */
final class KillbReading {

    /** KillB takes and gives amounts as JSON numbers; they are read and written as exact decimals. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /** Numbers below this are seconds: in milliseconds it would be March 1973. */
    private static final long EPOCH_MILLIS_MIN = 100_000_000_000L;

    /** What lies beyond is in a unit that nobody documented. */
    private static final Instant FAR_FUTURE = Instant.parse("2200-01-01T00:00:00Z");

    /** A rate and its reciprocal are told apart only when they differ by more than this factor. */
    private static final BigDecimal TELLABLE = new BigDecimal("1.5");

    /** More digits, before or after the point, has no amount, rate, fee or time. */
    private static final int DIGITS_MAX = 100;

    private KillbReading() {}

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }

    /** An answer without what every such answer has is no answer. Only for reads: they leave no doubt behind. */
    static void required(boolean there, String what) {
        if (!there) {
            throw new ProviderFailure.Unavailable(
                    "KillB's answer lacks " + what, ProviderFailure.Unavailable.Why.FAILED, null, null);
        }
    }

    static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty() ? value.asText() : null;
    }

    static @Nullable BigDecimal decimal(JsonNode json, String field) {
        JsonNode value = json.path(field);
        try {
            BigDecimal stated = value.isNumber()
                    ? value.decimalValue()
                    : value.isTextual() ? new BigDecimal(value.asText().trim()) : null;
            return stated == null || isAbsurd(stated) ? null : stated;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    // 1e-999999999 is ten characters to read, and a thousand million digits to round or to write out.
    private static boolean isAbsurd(BigDecimal stated) {
        return stated.precision() > DIGITS_MAX || Math.abs((long) stated.scale()) > DIGITS_MAX;
    }

    static @Nullable Instant instant(JsonNode json, String field) {
        JsonNode value = json.path(field);
        try {
            if (value.isNumber()) {
                long number = value.longValue();
                Instant instant =
                        number < EPOCH_MILLIS_MIN ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
                return number > 0 && instant.isBefore(FAR_FUTURE) ? instant : null;
            }
            return value.isTextual() ? Instant.parse(value.asText()) : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** The stated rate, whichever way round it was stated, as exact as its digits; absent when the direction cannot be told. */
    static @Nullable MidRate directed(@Nullable BigDecimal stated, Money from, Money to) {
        if (stated == null || stated.signum() <= 0 || !from.isPositive() || !to.isPositive()) {
            return null;
        }
        BigDecimal applied = to.amount().divide(from.amount(), MathContext.DECIMAL64);
        MidRate asWritten = MidRate.stated(stated);
        MidRate reciprocal = asWritten.reciprocal();
        boolean asStated = near(stated, applied);
        boolean turned = near(reciprocal.rate(), applied);
        return asStated == turned ? null : asStated ? asWritten : reciprocal;
    }

    private static boolean near(BigDecimal a, BigDecimal b) {
        return a.max(b).divide(a.min(b), MathContext.DECIMAL64).compareTo(TELLABLE) <= 0;
    }

    static ProviderUser user(JsonNode json) {
        return new ProviderUser(
                json.path("id").asText(),
                json.path("status").asText("PENDING"),
                json.path("accessLevel").asText("L0"),
                instant(json, "updatedAt"));
    }

    static ProviderRamp ramp(JsonNode json) {
        String stated = json.path("status").asText("");
        return new ProviderRamp(
                json.path("id").asText(),
                text(json, "externalId"),
                KillbStatuses.meaning(stated),
                stated,
                decimal(json, "fromAmount"),
                decimal(json, "toAmount"),
                deposits(json),
                text(json, "transferProof"),
                text(json, "details"),
                KillbStatuses.reason(stated, text(json, "details")),
                instant(json, "updatedAt"));
    }

    private static List<DepositInstruction> deposits(JsonNode ramp) {
        Optional<Asset> asset = Asset.find(ramp.path("fromCurrency").asText());
        BigDecimal amount = decimal(ramp, "fromAmount");
        String method = ramp.path("cashInMethod").asText();
        List<DepositInstruction> found = new ArrayList<>();
        if (asset.isPresent() && amount != null) {
            Money pay = Money.paid(asset.get(), amount);
            ramp.path("paymentInfo").forEach(info -> deposit(method, pay, info).ifPresent(found::add));
        }
        return found;
    }

    // The element's shape tells its kind; capitals are KillB's own.
    private static Optional<DepositInstruction> deposit(String method, Money pay, JsonNode info) {
        String clabe = text(info, "CLABE");
        if (clabe != null) {
            return Optional.of(DepositInstruction.bankTransfer(
                    method, pay, clabe, text(info, "Bank"), text(info, "Beneficiary"), text(info, "concepto")));
        }
        String url = text(info, "url");
        if (url != null) {
            return Optional.of(DepositInstruction.redirect(method, pay, url));
        }
        return Optional.ofNullable(text(info, "address"))
                .map(address -> DepositInstruction.onChain(method, pay, text(info, "network"), address));
    }
}
