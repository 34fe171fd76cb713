package io.pasarela.quote.limits;

import io.pasarela.gateway.Explanation;
import io.pasarela.quote.limits.Allowance.Window;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why an amount is too much for a user. Members of the problem document: {@code window} ({@code DAY} or {@code MONTH}), {@code amount} in
 * US dollars, rounded up, and {@code limits} as {@code GET /api/v2/users/{id}/limits} answers it.
 */
record LimitRefusal(Allowance allowance, Window window, BigDecimal dollars) implements Explanation {

    String detail() {
        return "%s USD are more than remains of the %s limit: %s of %s USD at level %s."
                .formatted(
                        LimitsView.up(dollars).toPlainString(),
                        window == Window.DAY ? "daily" : "monthly",
                        LimitsView.down(allowance.remaining(window)),
                        allowance.limit(window),
                        allowance.level() == null
                                ? allowance.standing().level()
                                : allowance.level().name());
    }

    @Override
    public String userMessage(Locale language) {
        return LimitTexts.refusal(allowance, window, dollars, language);
    }

    @Override
    public Map<String, Object> members(Locale language) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("window", window);
        members.put("amount", LimitsView.up(dollars));
        members.put("limits", LimitsView.of(allowance, language));
        return members;
    }
}
