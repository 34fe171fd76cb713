package io.pasarela.providers.killb;

import io.pasarela.contracts.events.RampStatus;
import org.jspecify.annotations.Nullable;

/** What each of KillB's ramp statuses means. 23 come from its OpenAPI document, three more from its webhook page. */
final class KillbStatuses {

    private KillbStatuses() {}

    /** The neutral status; absent for a word that KillB has not documented, which is never success. */
    static @Nullable RampStatus meaning(String stated) {
        return switch (stated) {
            case "CREATED", "QUOTE_CREATED", "CASH_IN_REQUEST" -> RampStatus.CREATED;
            case "CASH_IN_REQUESTED", "CASH_IN_PENDING", "PENDING_PAYMENT" -> RampStatus.AWAITING_DEPOSIT;
            case "REVIEW_NEEDED" -> RampStatus.IN_REVIEW;
            case "CASH_IN_PROCESSING", "CASH_IN_COMPLETED", "PROCESSING" -> RampStatus.DEPOSIT_RECEIVED;
            case "CONVERSION_REQUEST",
                    "CONVERSION_REQUESTED",
                    "CONVERSION_PENDING",
                    "CONVERSION_PROCESSING",
                    "CONVERSION_COMPLETED" -> RampStatus.CONVERTING;
            case "CASH_OUT_REQUEST",
                    "CASH_OUT_REQUESTED",
                    "CASH_OUT_PENDING",
                    "CASH_OUT_PROCESSING",
                    "CASH_OUT_COMPLETED" -> RampStatus.PAYING_OUT;
            case "COMPLETED" -> RampStatus.COMPLETED;
            case "FAILED", "ERROR" -> RampStatus.FAILED;
            case "REJECTED" -> RampStatus.REJECTED;
            case "CANCELED" -> RampStatus.CANCELED;
            case "EXPIRED" -> RampStatus.EXPIRED;
            default -> null;
        };
    }
}
