package io.pasarela.notification.message;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.gateway.UserMessages;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says a change of a ramp to a person. Pure: the same change in the same language is always the same message. */
public final class Messages {

    /** How long a status lasts at the most when all goes well; cautious, because no provider promises one. A deposit has its own time. */
    private static final Map<RampStatus, Duration> LASTS = Map.of(
            RampStatus.IN_REVIEW, Duration.ofHours(24),
            RampStatus.DEPOSIT_RECEIVED, Duration.ofMinutes(50),
            RampStatus.CONVERTING, Duration.ofMinutes(40),
            RampStatus.PAYING_OUT, Duration.ofMinutes(30),
            RampStatus.REFUNDING, Duration.ofDays(5));

    private Messages() {}

    /**
     * What there is to say of a change.
     *
     * @param language one of {@link Languages#ALL}
     */
    public static Message of(RampEvent event, Locale language) {
        return of(event.ramp(), language);
    }

    /**
     * What there is to say of a ramp in the status that it has.
     *
     * @param language one of {@link Languages#ALL}
     */
    public static Message of(RampSnapshot ramp, Locale language) {
        Map<String, String> values = values(ramp, language);
        String key = ramp.status() + "." + ramp.direction();
        return new Message(
                text(key + ".title", values, language),
                text(key + ".body", values, language),
                text(next(ramp, key), values, language));
    }

    private static String text(String key, Map<String, String> values, Locale language) {
        return Texts.filled(Texts.template(key, language), values);
    }

    private static String next(RampSnapshot ramp, String key) {
        boolean isOpen = !ramp.status().isTerminal() && ramp.status() != RampStatus.REFUNDING;
        if (isOpen && ramp.outcome() == Outcome.UNCERTAIN) {
            return "UNCERTAIN.next";
        }
        boolean timed = ramp.status() == RampStatus.AWAITING_DEPOSIT && ramp.depositExpiresAt() != null;
        return key + (timed ? ".next.timed" : ".next");
    }

    private static Map<String, String> values(RampSnapshot ramp, Locale language) {
        Region region = Region.of(ramp.fromCurrency(), ramp.toCurrency());
        Written written = new Written(region.written(language), region);
        Map<String, String> values = new HashMap<>();
        values.put("paid", written.amount(either(ramp.executedFromAmount(), ramp.fromAmount()), ramp.fromCurrency()));
        values.put("received", written.amount(either(ramp.executedToAmount(), ramp.toAmount()), ramp.toCurrency()));
        values.put("by", written.time(by(ramp)));
        RampReason reason = ramp.reasonCode();
        values.put("reason", UserMessages.text(reason == null ? RampReason.OTHER : reason, language));
        return values;
    }

    private static BigDecimal either(@Nullable BigDecimal executed, BigDecimal quoted) {
        return executed == null ? quoted : executed;
    }

    private static Instant by(RampSnapshot ramp) {
        Instant deposit = ramp.depositExpiresAt();
        return ramp.status() == RampStatus.AWAITING_DEPOSIT && deposit != null
                ? deposit
                : ramp.updatedAt().plus(LASTS.getOrDefault(ramp.status(), Duration.ZERO));
    }
}
